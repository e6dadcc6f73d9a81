import type { ReactNode } from "react";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import { CommandButton } from "../../ui/CommandButton";
import type { Kind } from "./rules";

type Props = { kind: Kind; look: "primary" | "line"; children: ReactNode };

/** Begins a phrase. */
export function NewButton({ kind, look, children }: Props) {
  const { t } = useWords();
  const { run } = useAvailableCommands();
  const shared = { look, children, "aria-label": t(`phrases.new.${kind}`) };
  if (kind === "reply") {
    return <CommandButton {...shared} command="phrases.newReply" onClick={() => run("phrases.newReply")} />;
  }
  return <CommandButton {...shared} command="phrases.newAnswer" onClick={() => run("phrases.newAnswer")} />;
}
