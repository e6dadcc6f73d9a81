import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import Download from "lucide-react/icons/download";
import ExternalLink from "lucide-react/icons/external-link";
import X from "lucide-react/icons/x";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import type { Attachment } from "../../api/types";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./dialogs.module.css";
import { useFileDeeds } from "./fileDeeds";
import { useBytes } from "./useBytes";

type Props = {
  /** Everything that can be looked at in this conversation, oldest first. */
  files: Attachment[];
  openId: string | null;
  onOpen: (id: string | null) => void;
};

/** Pictures and films, one at a time and large. The arrows move through the conversation, Esc closes. */
export function Viewer({ files, openId, onOpen }: Props) {
  const at = files.findIndex((file) => file.id === openId);
  const file = files[at];
  return (
    <ModalOverlay
      className={styles.dark ?? ""}
      isOpen={file !== undefined}
      onOpenChange={(open) => !open && onOpen(null)}
    >
      <Modal className={styles.viewer ?? ""}>
        {file && (
          <Look
            file={file}
            count={files.length}
            at={at}
            move={(by) => onOpen(files[at + by]?.id ?? file.id)}
            close={() => onOpen(null)}
          />
        )}
      </Modal>
    </ModalOverlay>
  );
}

type LookProps = { file: Attachment; at: number; count: number; move: (by: number) => void; close: () => void };

function Look({ file, at, count, move, close }: LookProps) {
  const { t } = useWords();
  const { open, save } = useFileDeeds();
  const name = file.name || t(`file.${file.kind}`);
  const byKey = (event: React.KeyboardEvent) => {
    // A film has arrows of its own.
    if (event.target instanceof HTMLMediaElement) return;
    if (event.key === "ArrowLeft") move(-1);
    if (event.key === "ArrowRight") move(1);
  };
  return (
    <Dialog className={styles.look ?? ""} aria-label={t("viewer.label", { name })}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrows are also buttons */}
      <div className={styles.lookInside} onKeyDown={byKey}>
        <header className={styles.lookHead}>
          <p className={styles.lookName} dir="auto">
            {name}
          </p>
          <span className={styles.lookPlace} aria-live="polite">
            {t("viewer.place", { at: at + 1, of: count })}
          </span>
          <Button look="icon" aria-label={t("file.open")} onClick={() => open(file)}>
            <ExternalLink size="1.25rem" />
          </Button>
          <Button look="icon" aria-label={t("attachment.dialog")} onClick={() => save(file)}>
            <Download size="1.25rem" />
          </Button>
          <Button
            look="icon"
            aria-label={t("viewer.close")}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog begins at the way out
            autoFocus
            onClick={close}
          >
            <X size="1.25rem" />
          </Button>
        </header>
        <div className={styles.stage}>
          {file.kind === "film" ? <Film key={file.id} file={file} /> : <img key={file.id} src={file.url} alt={name} />}
          <Button
            look="icon"
            className={styles.before}
            aria-label={t("viewer.previous")}
            disabled={at === 0}
            onClick={() => move(-1)}
          >
            <ChevronLeft size="1.5rem" />
          </Button>
          <Button
            look="icon"
            className={styles.after}
            aria-label={t("viewer.next")}
            disabled={at === count - 1}
            onClick={() => move(1)}
          >
            <ChevronRight size="1.5rem" />
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Film({ file }: { file: Attachment }) {
  const { t } = useWords();
  const { src, failed, fail } = useBytes(file.url);
  if (failed) return <p className={styles.lookFailed}>{t("player.failed")}</p>;
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- a stranger's film has none
  return <video className={styles.film} src={src} controls autoPlay onError={fail} />;
}
