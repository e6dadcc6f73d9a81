import { useDesk } from "../../api/react";
import type { Attachment } from "../../api/types";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useToasts } from "../../ui/toasts";

/** What can be done with a file: open it with the system's program, or save a copy. */
export function useFileDeeds() {
  const desk = useDesk();
  const { t } = useWords();
  const { show } = useToasts();
  const complain = useComplain();
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
