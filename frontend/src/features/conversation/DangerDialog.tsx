import TriangleAlert from "lucide-react/icons/triangle-alert";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./dialogs.module.css";

type Props = { name: string; isOpen: boolean; onDecide: (save: boolean) => void };

/** Warns before a file is saved that could do harm once it is opened. */
export function DangerDialog({ name, isOpen, onDecide }: Props) {
  const { t } = useWords();
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onDecide(false)}
      isDismissable
    >
      <Modal className={styles.question ?? ""}>
        <Dialog className={styles.dialog ?? ""} role="alertdialog">
          <Heading slot="title" className={styles.title ?? ""}>
            <TriangleAlert size="1.25rem" />
            {t("danger.title")}
          </Heading>
          <p className={styles.host} dir="auto">
            <b>{name}</b>
          </p>
          <p>{t("danger.text")}</p>
          <div className={styles.deeds}>
            <span className={styles.grow} />
            <Button
              look="primary"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog begins at its safest answer
              autoFocus
              onClick={() => onDecide(false)}
            >
              {t("danger.cancel")}
            </Button>
            <Button look="line" onClick={() => onDecide(true)}>
              {t("danger.save")}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
