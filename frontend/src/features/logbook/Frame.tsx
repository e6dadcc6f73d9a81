import type { ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import styles from "./logbook.module.css";

type Props = { label: string; docked: boolean; onClose: () => void; children: ReactNode };

/** The sheet in front of everything else, or at the side, where the rest goes on. Escape closes it either way. */
export function Frame({ label, docked, onClose, children }: Props) {
  if (docked) {
    return (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the key is for whatever has the focus inside
      <aside
        className={styles.docked}
        data-pane="logbook"
        data-docked
        aria-label={label}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.defaultPrevented) return;
          event.preventDefault();
          onClose();
        }}
      >
        {children}
      </aside>
    );
  }
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={styles.overlay ?? ""}>
      <Modal className={styles.modal ?? ""}>
        <Dialog className={styles.dialog ?? ""} aria-label={label}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
