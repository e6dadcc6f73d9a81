import { useKeysOf } from "../lib/commands";
import type { CommandId } from "../lib/keymap";
import { shownKey } from "../lib/keys";
import styles from "./ui.module.css";

/** One key as it is written on the keyboard. */
export function Key({ name }: { name: string }) {
  return <kbd className={styles.key}>{shownKey(name)}</kbd>;
}

/** The first key of a command; nothing where it has none. Beside a button that has aria-keyshortcuts it is decoration. */
export function KeyOf({ command }: { command: CommandId }) {
  const [first] = useKeysOf(command);
  return first ? (
    <span aria-hidden="true">
      <Key name={first} />
    </span>
  ) : null;
}
