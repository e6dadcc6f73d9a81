import { problemOf } from "../../api/bridge";
import { useDesk } from "../../api/react";
import type { Attachment } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useToasts } from "../../ui/toasts";

/** What can be done with a file: open it with the system's program, or save a copy. */
export function useFileDeeds() {
  const desk = useDesk();
  const { t, explain } = useWords();
  const { show } = useToasts();
  const complain = (thrown: unknown) => show({ tone: "bad", text: explain(problemOf(thrown)) });
  return {
    open: (file: Attachment) => {
      desk.files.open(file.id).catch(complain);
    },
    save: (file: Attachment) => {
      desk.conversation.saveAttachment(file.id, t("attachment.dialog")).then((path) => {
        if (path !== "") show({ text: t("attachment.saved", { path }) });
      }, complain);
    },
  };
}
