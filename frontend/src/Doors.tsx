import { lazy, Suspense } from "react";
import type { AccountCard } from "./api/settings";
import { useAccounts } from "./api/useSettings";
import { useCommands } from "./lib/commands";
import { type Door, doorTo } from "./lib/doors";

// Looked at once, when the shop is set up.
const sheets = {
  link: lazy(async () => ({ default: (await import("./features/doors/LinkSheet")).LinkSheet })),
  form: lazy(async () => ({ default: (await import("./features/doors/FormSheet")).FormSheet })),
};

type Props = {
  demo: boolean;
  /** The account whose way in is shown. */
  open: AccountCard | null;
  onOpen: (account: AccountCard | null) => void;
  /** Several accounts have one: their cards stand where one is chosen. */
  onSeveral: () => void;
};

/** The ways into the shop from outside, and their commands where it has the account for them. */
export function Doors({ demo, open, onOpen, onSeveral }: Props) {
  const accounts = useAccounts().data ?? [];
  const leadTo = (door: Door) => accounts.filter((account) => doorTo(account) === door);
  const enter = ([first, ...others]: AccountCard[]) =>
    first && { run: () => (others.length > 0 ? onSeveral() : onOpen(first)) };
  const link = enter(leadTo("link"));
  const form = enter(leadTo("form"));
  useCommands({ ...(link && { "doors.link": link }), ...(form && { "doors.form": form }) });
  const door = open && doorTo(open);
  if (!door) return null;
  const Shown = sheets[door];
  return (
    <Suspense>
      <Shown account={open} demo={demo} onClose={() => onOpen(null)} />
    </Suspense>
  );
}
