import { useState } from "react";
import { flushSync } from "react-dom";
import { useCards } from "./api/react";
import { KeysDialog } from "./features/keys/KeysDialog";
import type { Mode } from "./features/palette/options";
import { type Choice, Palette } from "./features/palette/Palette";
import { useAvailableCommands, useCommands } from "./lib/commands";
import type { CommandId } from "./lib/keymap";

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
  /** In one go with what was chosen: drawn once. */
  const closing =
    <A extends unknown[]>(then: (...args: A) => void) =>
    (...args: A) => {
      close();
      then(...args);
    };
  /** First closed, so that what the action does may take the focus. */
  const act = (command: CommandId) => {
    flushSync(close);
    run(command);
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
      onCustomer={closing(open === "newMessage" ? onWrite : choice.onCustomer)}
      onMessage={closing(choice.onMessage)}
      onCase={closing(choice.onCase)}
      onAll={closing(choice.onAll)}
      onCreate={closing(choice.onCreate)}
      onAction={act}
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
