import FileIcon from "lucide-react/icons/file";
import X from "lucide-react/icons/x";
import type { DraftFile } from "../../api/composer";
import { useWords } from "../../i18n/react";
import { fileSize } from "../../lib/time";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";

type Props = { files: DraftFile[]; limit: number; pending: boolean; onRemove: (file: DraftFile) => void };

/** What goes along, each with its size, and how much of the room they take. */
export function Files({ files, limit, pending, onRemove }: Props) {
  const { t, locale } = useWords();
  if (files.length === 0 && !pending) return null;
  const sum = files.reduce((size, file) => size + file.size, 0);
  return (
    <div className={styles.files}>
      <ul aria-label={t("composer.files")}>
        {files.map((file) => (
          <li key={`${file.sha256} ${file.name}`} className={styles.file}>
            <FileIcon size="1rem" />
            <span className={styles.fileName} dir="auto" title={file.name}>
              {file.name}
            </span>
            <span className={styles.fileSize}>{fileSize(file.size, locale)}</span>
            <Button
              look="icon"
              className={styles.remove}
              aria-label={t("composer.removeFile", { name: file.name })}
              onClick={() => onRemove(file)}
            >
              <X size="0.875rem" />
            </Button>
          </li>
        ))}
      </ul>
      <span className={styles.room} role="status">
        {pending
          ? t("composer.attaching")
          : t("composer.filesSize", { size: fileSize(sum, locale), limit: fileSize(limit, locale) })}
      </span>
    </div>
  );
}
