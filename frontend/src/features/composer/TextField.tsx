import { useLayoutEffect, useRef } from "react";
import styles from "./composer.module.css";

type Props = {
  id: string;
  label: string;
  shortcut: string;
  text: string;
  onText: (text: string) => void;
  onLeave: () => void;
  onPaste: (event: React.ClipboardEvent) => void;
  sends: (key: KeyboardEvent) => boolean;
  onSend: () => void;
};

/** Where the words are typed; it grows with them. */
export function TextField({ id, label, shortcut, text, onText, onLeave, onPaste, sends, onSend }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowing(field, text);
  return (
    <textarea
      ref={field}
      id={id}
      className={styles.text}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      rows={2}
      dir="auto"
      value={text}
      onChange={(event) => onText(event.target.value)}
      onBlur={onLeave}
      onPaste={onPaste}
      onKeyDown={(event) => {
        if (!sends(event.nativeEvent)) return;
        event.preventDefault();
        onSend();
      }}
    />
  );
}

/** Grows the field with its text; field-sizing does the same where the web view has it, and WebKitGTK has not. */
function useGrowing(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // oxlint-disable-next-line react/exhaustive-deps -- the height follows the text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [field, text]);
}
