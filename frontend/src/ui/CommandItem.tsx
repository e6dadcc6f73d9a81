import { MenuItem } from "react-aria-components";
import type { CommandId } from "../lib/keymap";
import { CommandIcon } from "./CommandIcon";
import { KeyOf } from "./Keys";
import styles from "./menu.module.css";

/** A command in a menu, with its picture and its key. Its id is the command. */
export function CommandItem({ command, label }: { command: CommandId; label: string }) {
  return (
    <MenuItem id={command} className={styles.spread ?? ""} textValue={label}>
      <CommandIcon command={command} />
      <span className={styles.words}>{label}</span>
      <KeyOf command={command} />
    </MenuItem>
  );
}
