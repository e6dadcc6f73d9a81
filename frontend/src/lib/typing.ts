import { flushSync } from "react-dom";

/**
 * Types words over a part of a text field, as the owner would: the undo of the field takes them back. The caret stands
 * behind them. onText is told where the web view cannot type.
 */
export function typeOver(
  field: HTMLTextAreaElement,
  from: number,
  to: number,
  words: string,
  onText: (text: string) => void,
): void {
  if (from === to && words === "") return;
  field.focus();
  field.setSelectionRange(from, to);
  // The only way to type that the undo of a field knows of; it was never standardised, so it may be missing.
  if (document.execCommand?.(words === "" ? "delete" : "insertText", false, words)) return;
  const { value } = field;
  flushSync(() => onText(value.slice(0, from) + words + value.slice(to)));
  field.setSelectionRange(from + words.length, from + words.length);
}
