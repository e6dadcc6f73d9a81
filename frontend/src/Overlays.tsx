import { useState } from "react";
import { flushSync } from "react-dom";
import { useCards } from "./api/react";
import { KeysDialog } from "./features/keys/KeysDialog";
import type { Mode } from "./features/palette/options";
import { type Choice, Palette } from "./features/palette/Palette";
import { useAvailableCommands, useCommands } from "./lib/commands";

type Props = Omit<Choice, "onAction"> & {
  /** The customers of late, the latest first. */
  recent: string[];
  /** The customer in front of the owner. */
  inView: string | null;
  /** A customer was chosen to write to. */
  onWrite: (customerId: string) => void;
};

/** What opens over everything: the palette and the list of keys. */
export function Overlays({ recent, inView, onWrite, ...choice }: Props) {
  const [open, setOpen] = useState<Mode | "keys" | null>(null);
  const { run } = useAvailableCommands();
  const close = () => setOpen(null);
  type Then<A extends unknown[]> = (...args: A) => void;
  /** In one go with the conversation that was chosen: drawn once. */
  const opening =
    <A extends unknown[]>(then: Then<A>): Then<A> =>
    (...args) => {
      close();
      then(...args);
    };
  /** First closed, so that what comes next may take the focus: nothing behind a dialog can. */
  const closing =
    <A extends unknown[]>(then: Then<A>): Then<A> =>
    (...args) => {
      flushSync(close);
      then(...args);
    };
  useCommands({
    "search.open": { run: () => setOpen("all") },
    "message.new": { run: () => setOpen("newMessage") },
    "keys.show": { run: () => setOpen("keys") },
  });
  if (open === null) return null;
  if (open === "keys") return <KeysDialog onClose={close} />;
  return (
    <PaletteWithRecent
      mode={open}
      recent={recent}
      inView={inView}
      onClose={close}
      onCustomer={opening(open === "newMessage" ? onWrite : choice.onCustomer)}
      onMessage={opening(choice.onMessage)}
      onCase={closing(choice.onCase)}
      onAll={closing(choice.onAll)}
      onCreate={closing(choice.onCreate)}
      onAction={closing(run)}
    />
  );
}

type WithRecent = Pick<Props, "recent" | "inView"> & { mode: Mode; onClose: () => void } & Choice;

function PaletteWithRecent({ recent, inView, ...rest }: WithRecent) {
  const [front] = useCards(inView === null ? [] : [inView]);
  const customers = useCards(recent).map((card) => ({
    customerId: card.customerId,
    name: card.name,
    detail: card.addresses[0]?.address ?? "",
  }));
  return <Palette {...rest} recent={customers} inFront={front?.name ?? null} />;
}
