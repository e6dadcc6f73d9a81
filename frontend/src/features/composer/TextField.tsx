import { type RefObject, useLayoutEffect } from "react";
import type { Slot } from "../../api/composer";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import styles from "./composer.module.css";
import { sends } from "./rules";
import type { ReadyReplies } from "./useReadyReplies";

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  id: string;
  slot: Slot;
  /** Whom it is for, or about. */
  name: string;
  text: string;
  /** The list above the text, which has some of its keys. */
  ready: ReadyReplies;
  onText: (text: string) => void;
  onLeave: () => void;
  onPaste: (event: React.ClipboardEvent) => void;
  onSend: () => void;
};

/** Where the words are typed; it grows with them. */
export function TextField({ field, id, slot, name, text, ready, onText, onLeave, onPaste, onSend }: Props) {
  const { t } = useWords();
  const onlyCtrlEnter = usePreferences().writing.ctrlEnter;
  const note = slot === "note";
  useGrowing(field, text);
  return (
    <textarea
      {...ready.shown}
      ref={field}
      id={id}
      className={styles.text}
      aria-label={t(note ? "composer.noteText" : "composer.text", { name })}
      aria-keyshortcuts={note ? "N" : "R"}
      rows={2}
      dir="auto"
      value={text}
      onChange={(event) => {
        onText(event.target.value);
        ready.onCaret(event.target.selectionEnd);
      }}
      onSelect={(event) => ready.onCaret(event.currentTarget.selectionEnd)}
      onBlur={onLeave}
      onPaste={onPaste}
      onKeyDown={(event) => {
        const taken = ready.takesKey(event.nativeEvent);
        if (!taken && !sends(slot, event.nativeEvent, onlyCtrlEnter)) return;
        event.preventDefault();
        if (!taken) onSend();
      }}
    />
  );
}

/** Grows the field with its text; field-sizing does the same where the web view has it, and WebKitGTK has not. */
function useGrowing(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.setProperty("height", "auto");
    // To ask for the height lays out the whole page, which a conversation that opens has not been yet.
    if (text !== "") element.style.setProperty("height", `${element.scrollHeight}px`);
  }, [field, text]);
}
