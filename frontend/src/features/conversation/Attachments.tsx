import Download from "lucide-react/icons/download";
import FileIcon from "lucide-react/icons/file";
import FileText from "lucide-react/icons/file-text";
import Play from "lucide-react/icons/play";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useState } from "react";
import type { Attachment } from "../../api/types";
import { useWords } from "../../i18n/react";
import { fileSize } from "../../lib/time";
import { Button } from "../../ui/Button";
import { Hidden } from "../../ui/Hidden";
import styles from "./conversation.module.css";
import { DangerDialog } from "./DangerDialog";
import { useFileDeeds } from "./fileDeeds";
import { Player } from "./Player";
import { canView, useOpenFile } from "./reading";

/** The files of a message: pictures and films to look at, sounds to play, the rest to open or save. */
export function Attachments({ files }: { files: Attachment[] }) {
  const seen = files.filter(canView);
  const heard = files.filter((file) => file.kind === "sound" && file.url !== "");
  const rest = files.filter((file) => !seen.includes(file) && !heard.includes(file));
  return (
    <>
      {seen.length > 0 && (
        <ul className={styles.pictures} data-single={seen.length === 1 || undefined}>
          {seen.map((file) => (
            <li key={file.id}>
              <Picture file={file} />
            </li>
          ))}
        </ul>
      )}
      {heard.map((file) => (
        <Player key={file.id} file={file} />
      ))}
      {rest.length > 0 && (
        <ul className={styles.files}>
          {rest.map((file) => (
            <li key={file.id}>
              <Row file={file} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A picture or film in the size of the timeline; the place is kept free for it, so that nothing moves. */
function Picture({ file }: { file: Attachment }) {
  const { t } = useWords();
  const openFile = useOpenFile();
  const [broken, setBroken] = useState(false);
  const name = file.name || t(`file.${file.kind}`);
  return (
    <button
      type="button"
      className={styles.picture}
      aria-label={t("file.look", { name })}
      title={name}
      onClick={() => openFile(file.id)}
    >
      {file.small !== "" && !broken && (
        <img src={file.small} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />
      )}
      {file.kind === "film" && <Play className={styles.filmMark} size="1.75rem" />}
      {(broken || file.kind === "film") && <span className={styles.pictureName}>{name}</span>}
    </button>
  );
}

function Row({ file }: { file: Attachment }) {
  const { t, locale } = useWords();
  const { open, save } = useFileDeeds();
  const [asking, setAsking] = useState(false);
  const danger = file.kind === "danger";
  const opens = file.here && file.kind !== "danger" && file.kind !== "other";
  const name = file.name || file.type;
  const Icon = danger ? TriangleAlert : file.kind === "document" ? FileText : FileIcon;
  const keep = () => (danger ? setAsking(true) : save(file));
  return (
    <div className={styles.file} data-danger={danger || undefined}>
      <button
        type="button"
        className={styles.fileMain}
        disabled={!file.here}
        title={t(opens ? "file.open" : "attachment.dialog")}
        onClick={opens ? () => open(file) : keep}
      >
        <Icon size="1rem" />
        {file.here && <Hidden>{t(opens ? "file.open" : "attachment.dialog")}: </Hidden>}
        <span className={styles.fileName} dir="auto">
          {name}
        </span>
        <span className={styles.fileSize}>{file.here ? fileSize(file.size, locale) : t("attachment.coming")}</span>
        {danger && <span className={styles.fileDanger}>{t("file.dangerMark")}</span>}
        {file.here && !opens && <Download size="1rem" />}
      </button>
      {opens && (
        <Button
          look="icon"
          className={styles.fileDeed}
          aria-label={t("file.save", { name })}
          title={t("attachment.dialog")}
          onClick={keep}
        >
          <Download size="1rem" />
        </Button>
      )}
      {danger && (
        <DangerDialog
          name={name}
          isOpen={asking}
          onDecide={(yes) => {
            setAsking(false);
            if (yes) save(file);
          }}
        />
      )}
    </div>
  );
}
