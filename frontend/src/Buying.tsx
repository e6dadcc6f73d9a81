import { useState } from "react";
import { useCard, useDesk } from "./api/react";
import { useComplain } from "./complain";
import { PurchaseSheet } from "./features/purchases/PurchaseSheet";
import { useWords } from "./i18n/react";
import { useCommands } from "./lib/commands";
import { useToasts } from "./ui/toasts";

/** The sheet for a purchase of who is in front of the owner; writing it down can be undone. */
export function Buying({ customerId }: { customerId: string }) {
  const { t } = useWords();
  const complain = useComplain();
  const desk = useDesk();
  const { show } = useToasts();
  const [open, setOpen] = useState(false);
  const name = useCard(customerId).data?.name ?? "";
  useCommands({ "purchase.new": { run: () => setOpen(true) } });
  if (!open) return null;
  const close = () => setOpen(false);
  const added = (purchaseId: string, what: string) => {
    close();
    const undo = async () => {
      try {
        await desk.purchases.remove(purchaseId);
        show({ text: t("purchase.undone", { what }) });
      } catch (thrown) {
        complain(thrown);
      }
    };
    show({
      text: t("purchase.added", { what, name }),
      action: { label: t("toast.undo"), run: () => void undo() },
      lasting: true,
    });
  };
  return <PurchaseSheet customerId={customerId} name={name} onClose={close} onAdded={added} />;
}
