import { useId } from "react";
import styles from "./master.module.css";
import { SavingWord } from "./SavingWord";
import { useSaved } from "./useSaved";

type FieldProps = {
  label: string;
  kept: string;
  save: (text: string) => Promise<void>;
  maxLength: number;
  hint?: string;
  /** What is doubtful about the text as it stands. */
  doubt?: (text: string) => string | undefined;
  lines?: boolean;
};

/** One text with its label; what is doubtful stands below it. */
export function MasterField({ label, kept, save, maxLength, hint, doubt, lines = false }: FieldProps) {
  const id = useId();
  const { text, change, saving, leave } = useSaved(kept, save);
  const told = doubt?.(text);
  const field = {
    id,
    maxLength,
    className: styles.input,
    autoComplete: "off",
    spellCheck: false,
    placeholder: hint,
    "aria-describedby": told ? `${id}-doubt` : undefined,
    value: text,
    onChange: (event: { target: { value: string } }) => change(event.target.value),
    onBlur: () => void leave(),
  };
  return (
    <div className={styles.field}>
      <div className={styles.labelLine}>
        <label htmlFor={id} dir="auto">
          {label}
        </label>
        <SavingWord saving={saving} />
      </div>
      {lines ? (
        <textarea {...field} dir="auto" rows={Math.min(8, Math.max(2, text.split("\n").length))} />
      ) : (
        <input {...field} type="text" />
      )}
      {told && (
        <p id={`${id}-doubt`} className={styles.doubt}>
          {told}
        </p>
      )}
    </div>
  );
}
