import { type AriaAttributes, type RefObject, useLayoutEffect } from "react";
import styles from "./composer.module.css";

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  id: string;
  label: string;
  shortcut: string;
  text: string;
  onText: (text: string) => void;
  onLeave: () => void;
  onPaste: (event: React.ClipboardEvent) => void;
  /** What a list that belongs to the text tells of itself. */
  shown: AriaAttributes;
  onCaret: (at: number) => void;
  /** True for a key that was for that list. */
  takesKey: (key: KeyboardEvent) => boolean;
  sends: (key: KeyboardEvent) => boolean;
  onSend: () => void;
};

/** Where the words are typed; it grows with them. */
export function TextField(props: Props) {
  const { field, id, label, shortcut, text, shown, onText, onCaret, onLeave, onPaste, takesKey, sends, onSend } = props;
  useGrowing(field, text);
  return (
    <textarea
      {...shown}
      ref={field}
      id={id}
      className={styles.text}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      rows={2}
      dir="auto"
      value={text}
      onChange={(event) => {
        onText(event.target.value);
        onCaret(event.target.selectionEnd);
      }}
      onSelect={(event) => onCaret(event.currentTarget.selectionEnd)}
      onBlur={onLeave}
      onPaste={onPaste}
      onKeyDown={(event) => {
        const taken = takesKey(event.nativeEvent);
        if (!taken && !sends(event.nativeEvent)) return;
        event.preventDefault();
        if (!taken) onSend();
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
