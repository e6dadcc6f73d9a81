import Check from "lucide-react/icons/check";
import { type ReactNode, useId } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import styles from "./logbook.module.css";

type Props<V extends string> = {
  label: string;
  options: readonly { value: V; label: ReactNode }[];
  /** Empty: none of them. */
  value: V | "";
  onChange: (value: V | "") => void;
  /** True where none of them is an answer too. */
  optional?: boolean;
  /** True where the options speak for themselves. */
  labelHidden?: boolean;
};

/** One of a few short words, all of them in sight. */
export function Chips<V extends string>({ label, options, value, onChange, optional, labelHidden }: Props<V>) {
  const id = useId();
  return (
    <div className={styles.field}>
      {!labelHidden && (
        <span id={id} className={styles.label}>
          {label}
        </span>
      )}
      <ToggleButtonGroup
        className={styles.chips ?? ""}
        {...(labelHidden ? { "aria-label": label } : { "aria-labelledby": id })}
        selectionMode="single"
        disallowEmptySelection={!optional}
        selectedKeys={value === "" ? [] : [value]}
        onSelectionChange={(keys) => onChange(([...keys][0] ?? "") as V | "")}
      >
        {options.map((option) => (
          <ToggleButton key={option.value} id={option.value} className={styles.chip ?? ""}>
            {option.value === value && <Check size="0.875rem" strokeWidth={2.4} aria-hidden="true" />}
            {option.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
