import Download from "lucide-react/icons/download";
import Play from "lucide-react/icons/play";
import { useState } from "react";
import type { Attachment } from "../../api/types";
import { useWords } from "../../i18n/react";
import { fileSize } from "../../lib/time";
import { Button } from "../../ui/Button";
import styles from "./conversation.module.css";
import { useFileDeeds } from "./fileDeeds";
import { useBytes } from "./useBytes";

/** A voice note or another sound. Its bytes are read when it is played, so that a long history costs nothing. */
export function Player({ file }: { file: Attachment }) {
  const { t, locale } = useWords();
  const { save } = useFileDeeds();
  const [playing, setPlaying] = useState(false);
  return (
    <div className={styles.player}>
      {playing ? (
        <Sound file={file} />
      ) : (
        <Button look="line" className={styles.listen} onClick={() => setPlaying(true)}>
          <Play size="1rem" />
          {t("player.play")}
          <span className={styles.fileSize}>{fileSize(file.size, locale)}</span>
        </Button>
      )}
      <Button look="icon" className={styles.fileDeed} aria-label={t("attachment.dialog")} onClick={() => save(file)}>
        <Download size="1rem" />
      </Button>
    </div>
  );
}

function Sound({ file }: { file: Attachment }) {
  const { t } = useWords();
  const { src, failed, fail } = useBytes(file.url);
  if (failed) return <p className={styles.aside}>{t("player.failed")}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- a stranger's recording has none
    <audio
      className={styles.audio}
      src={src}
      aria-label={file.name || t("file.sound")}
      controls
      autoPlay
      onError={fail}
    />
  );
}
