import type { ComponentProps } from "react";
import { useKeysOf } from "../lib/commands";
import type { CommandId } from "../lib/keymap";
import { ariaKey } from "../lib/keys";
import { Button } from "./Button";

/** What makes any button the button of a command: its keys for assistive technology, and for the tip (see Tips). */
export function useCommandButton(command: CommandId) {
  const keys = useKeysOf(command).map((key) => ariaKey(key));
  return { "data-command": command, "aria-keyshortcuts": keys.length > 0 ? keys.join(" ") : undefined };
}

/** The button of a command. The page's tip, not the browser's, tells what it does and its key. */
export function CommandButton({ command, ...rest }: ComponentProps<typeof Button> & { command: CommandId }) {
  return <Button {...rest} {...useCommandButton(command)} title="" />;
}
