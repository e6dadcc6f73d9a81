import Download from "lucide-react/icons/download";
import FileIcon from "lucide-react/icons/file";
import { problemOf } from "../../api/bridge";
import { useDesk } from "../../api/react";
import type { Attachment } from "../../api/types";
import { useWords } from "../../i18n/react";
import { fileSize } from "../../lib/time";
import { Hidden } from "../../ui/Hidden";
import { useToasts } from "../../ui/toasts";
import styles from "./conversation.module.css";

/** The files of a message: name, size, and a click that saves a copy. */
export function Attachments({ attachments }: { attachments: Attachment[] }) {
  const { t, locale, explain } = useWords();
  const desk = useDesk();
  const toasts = useToasts();
  if (attachments.length === 0) return null;
  const save = async (attachment: Attachment) => {
    try {
      const path = await desk.conversation.saveAttachment(attachment.id, t("attachment.dialog"));
      if (path !== "") toasts.show({ text: t("attachment.saved", { path }) });
    } catch (thrown) {
      toasts.show({ tone: "bad", text: explain(problemOf(thrown)) });
    }
  };
  return (
    <ul className={styles.files}>
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <button
            type="button"
            className={styles.file}
            disabled={!attachment.here}
            title={attachment.here ? t("attachment.dialog") : undefined}
            onClick={() => void save(attachment)}
          >
            <FileIcon size="1rem" />
            {attachment.here && <Hidden>{t("attachment.dialog")}: </Hidden>}
            <span className={styles.fileName} dir="auto">
              {attachment.name || attachment.type}
            </span>
            <span className={styles.fileSize}>
              {attachment.here ? fileSize(attachment.size, locale) : t("attachment.coming")}
            </span>
            {attachment.here && <Download size="1rem" />}
          </button>
        </li>
      ))}
    </ul>
  );
}
