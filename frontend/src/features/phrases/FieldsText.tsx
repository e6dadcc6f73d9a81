import { type ReactNode, useId, useRef } from "react";
import type { FieldName, WordingLanguage } from "../../api/phrases";
import { useFieldNames } from "../../api/usePhrases";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./phrases.module.css";
import { byHand, fillerOf, partsOf, proposed } from "./rules";

type Props = {
  label: string;
  /** Stands at the end of the label's line. */
  aside: ReactNode;
  text: string;
  language: WordingLanguage;
  /** What is said where this is empty. */
  instead: string;
  /** Why it may be empty. */
  hint: string | undefined;
  onText: (text: string) => void;
};

/** A text with fields, which are shown as chips while it is typed, and the buttons that put one in. */
export function FieldsText({ label, aside, text, language, instead, hint, onText }: Props) {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const names = useFieldNames();
  const hand = byHand(text, names);
  const told = [hint, hand.length > 0 && t("phrases.field.byHand", { fields: hand.join(", ") })].filter(Boolean);
  const insert = (name: string) => {
    const area = field.current;
    if (!area) return;
    area.focus();
    area.setRangeText(`{${name}}`, area.selectionStart, area.selectionEnd, "end");
    onText(area.value);
  };
  return (
    <div className={styles.fieldsText}>
      <div className={styles.textHead}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {aside}
      </div>
      <div className={styles.box}>
        <div className={styles.mirror} aria-hidden="true">
          <Chips text={text || instead} names={names} />
          {/* The last line has its height even while it is empty. */}
          {"\u200b"}
        </div>
        <textarea
          ref={field}
          id={id}
          dir="auto"
          rows={4}
          maxLength={10_000}
          placeholder={instead}
          aria-describedby={told.length > 0 ? `${id}-hint` : undefined}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
      {told.length > 0 && (
        <p id={`${id}-hint`} className={styles.hint}>
          {told.join(" ")}
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- buttons that act on the text, no group of fields */}
      <div className={styles.fields} role="group" aria-label={t("phrases.field.add")}>
        <span aria-hidden="true">{t("phrases.field.add")}</span>
        {proposed(names, language).map((each) => (
          <Button key={each.field} look="line" className={styles.put} onClick={() => insert(each.name)}>
            {t(`phrases.field.${each.field}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** A text with its fields as chips: those that fill themselves, those that the owner fills, and braces that are neither. */
export function Chips({ text, names }: { text: string; names: FieldName[] }) {
  let at = 0;
  return partsOf(text).map((part) => {
    at += part.text.length;
    if (part.kind === "text") return <span key={at}>{part.text}</span>;
    const kind = part.kind === "loose" ? "loose" : fillerOf(part.text, names) ? "known" : "hand";
    return (
      <span key={at} className={styles.chip} data-kind={kind}>
        {part.text}
      </span>
    );
  });
}
