import { createContext, type ReactNode, useContext, useState } from "react";
import { useDrafts } from "./api/box";
import type { Whose } from "./api/people";
import { useDesk } from "./api/react";
import { useRefreshCustomers } from "./api/usePeople";
import { useComplain } from "./complain";
import { MergeDialog } from "./features/customer/MergeDialog";
import { SplitDialog } from "./features/customer/SplitDialog";
import { useWords } from "./i18n/react";
import { useToasts } from "./ui/toasts";

type Named = { customerId: string; name: string };

type Asked =
  | { kind: "merge"; keep: Named; otherId: string | null; then: (() => void) | undefined }
  | { kind: "split"; customer: Named; identityId: string | null };

type Dialogs = {
  /** Null: the owner is still to say with whom. What follows is done once they are one. */
  merge: (keep: Named, otherId: string | null, then?: () => void) => void;
  split: (customer: Named, identityId: string | null) => void;
  apart: (customer: Named, other: Named) => void;
};

const Context = createContext<Dialogs | null>(null);

export function useCustomerDialogs(): Dialogs {
  const dialogs = useContext(Context);
  if (!dialogs) throw new Error("useCustomerDialogs outside CustomerDialogs");
  return dialogs;
}

/** Asks before customers are merged or split, does it, and offers to undo it; the same from every place. */
export function CustomerDialogs({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { merge, split, apart } = useJoining();
  const dialogs: Dialogs = {
    merge: (keep, otherId, then) => setAsked({ kind: "merge", keep, otherId, then }),
    split: (customer, identityId) => setAsked({ kind: "split", customer, identityId }),
    apart,
  };
  const close = () => setAsked(null);
  return (
    <Context.Provider value={dialogs}>
      {children}
      {asked?.kind === "merge" && (
        <MergeDialog
          keepId={asked.keep.customerId}
          keepName={asked.keep.name}
          otherId={asked.otherId}
          onClose={close}
          onMerge={(kept, other, whose) => {
            close();
            merge(kept, other, whose, asked.then);
          }}
          onApart={(kept, other) => {
            close();
            apart(kept, other);
          }}
        />
      )}
      {asked?.kind === "split" && (
        <SplitDialog
          customerId={asked.customer.customerId}
          identityId={asked.identityId}
          onClose={close}
          onSplit={(identityIds) => {
            close();
            split(asked.customer, identityIds);
          }}
        />
      )}
    </Context.Provider>
  );
}

/** The deeds behind the dialogs, each with its undo. */
function useJoining() {
  const { t } = useWords();
  const desk = useDesk();
  const drafts = useDrafts();
  const { show } = useToasts();
  const refresh = useRefreshCustomers();
  const complain = useComplain();
  const moving = async <R,>(ids: string[], deed: () => Promise<R>): Promise<R> => {
    try {
      return await drafts.moving(ids, deed);
    } finally {
      // A page that could not be read again does not make undone what was done.
      await refresh(...ids).catch(() => undefined);
    }
  };
  const done = (customerId: string, event: string, ids: string[], text: string) => {
    const run = () => void moving(ids, () => desk.conversation.undo(customerId, event)).catch(complain);
    show({ text, action: { label: t("toast.undo"), run }, lasting: true });
  };
  return {
    merge: (kept: Named, other: Named, whose: Whose, then?: () => void) => {
      const ids = [kept.customerId, other.customerId];
      moving(ids, () => desk.customer.merge(kept.customerId, other.customerId, whose)).then((event) => {
        done(kept.customerId, event, ids, t("merge.done", { name: kept.name, other: other.name }));
        then?.();
      }, complain);
    },
    split: (customer: Named, identityIds: string[]) => {
      const { customerId, name } = customer;
      moving([customerId], () => desk.customer.split(identityIds)).then(
        (split) => done(customerId, split.done, [customerId, split.customerId], t("split.done", { name })),
        complain,
      );
    },
    apart: (customer: Named, other: Named) => {
      const ids = [customer.customerId, other.customerId];
      moving(ids, () => desk.customer.tellApart(customer.customerId, other.customerId)).then(
        (event) => done(customer.customerId, event, ids, t("apart.done", { name: customer.name, other: other.name })),
        complain,
      );
    },
  };
}
