import { type ReactNode, useLayoutEffect, useRef } from "react";
import styles from "./ui.module.css";

type Props = { label: string; className?: string | undefined; onClose: () => void; children: ReactNode };

/** A sheet over everything else, which opens without animation. Escape and a click beside it close it; the focus then goes back to where it was. */
export function Sheet({ label, className, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    document.documentElement.dataset.covered = "";
    // Closed before it is taken away, or the focus would not go back.
    return () => {
      dialog?.close();
      delete document.documentElement.dataset.covered;
    };
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- the click is on the scrim, whose key is Escape
    <dialog
      ref={element}
      className={[styles.sheet, className].filter(Boolean).join(" ")}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className={styles.sheetBody}>{children}</div>
    </dialog>
  );
}
