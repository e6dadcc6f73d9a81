import Download from "lucide-react/icons/download";
import Play from "lucide-react/icons/play";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
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
  // It does not begin again by itself when its place is shown again.
  useEffect(() => () => setPlaying(false), []);
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
  const player = useRef<HTMLAudioElement>(null);
  // Behind another place nobody could stop it.
  useLayoutEffect(() => {
    const element = player.current;
    return () => element?.pause();
  }, []);
  if (failed) return <p className={styles.aside}>{t("player.failed")}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- a stranger's recording has none
    <audio
      ref={player}
      className={styles.audio}
      src={src}
      aria-label={file.name || t("file.sound")}
      controls
      autoPlay
      onError={fail}
    />
  );
}
