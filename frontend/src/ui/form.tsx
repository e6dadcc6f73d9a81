import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import Minus from "lucide-react/icons/minus";
import Plus from "lucide-react/icons/plus";
import { type ReactNode, useState } from "react";
import {
  Button as AriaButton,
  FieldError,
  Group,
  Input,
  Label,
  NumberField,
  Radio,
  RadioGroup,
  Switch,
  Text,
  TextArea,
  TextField,
} from "react-aria-components";
import { useStartFocus } from "../lib/focus";
import styles from "./form.module.css";

type FieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  /** Why the value will not do. */
  error?: string | undefined;
  onBlur?: () => void;
  /** True where the owner has just come to fill this in. */
  startHere?: boolean;
  maxLength?: number;
};

type TextProps = FieldProps & {
  type?: "text" | "email" | "url";
  icon?: ReactNode;
  /** Stands at the end of the box, as what is known about the value. */
  aside?: ReactNode;
  isReadOnly?: boolean;
  /** Codes and addresses: no spelling, no capital first. */
  code?: boolean;
};

function Wrong({ error }: { error?: string | undefined }) {
  return <FieldError className={styles.error ?? ""}>{error}</FieldError>;
}

/** One line of text with its label, and what it is for below it. */
export function TextInput({
  label,
  hint,
  error,
  icon,
  aside,
  code = false,
  maxLength,
  startHere = false,
  ...field
}: TextProps) {
  const input = useStartFocus<HTMLInputElement>(startHere);
  return (
    <TextField
      {...field}
      className={styles.field ?? ""}
      isInvalid={error !== undefined}
      autoComplete="off"
      {...(code && { spellCheck: "false", autoCorrect: "off" })}
      {...(maxLength !== undefined && { maxLength })}
    >
      <Label className={styles.label ?? ""}>{label}</Label>
      <span className={styles.box}>
        {icon}
        <Input ref={input} className={styles.input ?? ""} />
        {aside}
      </span>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ""}>
          {hint}
        </Text>
      )}
      <Wrong error={error} />
    </TextField>
  );
}

/** Several lines of text. */
export function LinesInput({
  label,
  hint,
  error,
  rows,
  maxLength,
  startHere = false,
  ...field
}: FieldProps & { rows: number; id?: string }) {
  const area = useStartFocus<HTMLTextAreaElement>(startHere);
  return (
    <TextField
      {...field}
      className={styles.field ?? ""}
      isInvalid={error !== undefined}
      {...(maxLength !== undefined && { maxLength })}
    >
      <Label className={styles.label ?? ""}>{label}</Label>
      <TextArea ref={area} className={styles.lines ?? ""} rows={rows} dir="auto" />
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ""}>
          {hint}
        </Text>
      )}
      <Wrong error={error} />
    </TextField>
  );
}

type SecretProps = FieldProps & { icon?: ReactNode; showLabel: string; isNew?: boolean };

/** A password: it may be pasted, and looked at. */
export function SecretInput({
  label,
  hint,
  error,
  icon,
  showLabel,
  isNew = false,
  maxLength,
  startHere = false,
  ...field
}: SecretProps) {
  const input = useStartFocus<HTMLInputElement>(startHere);
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...field}
      className={styles.field ?? ""}
      type={shown ? "text" : "password"}
      isInvalid={error !== undefined}
      autoComplete={isNew ? "new-password" : "current-password"}
      spellCheck="false"
      {...(maxLength !== undefined && { maxLength })}
    >
      <Label className={styles.label ?? ""}>{label}</Label>
      <span className={styles.box}>
        {icon}
        <Input ref={input} className={styles.input ?? ""} />
        <AriaButton
          className={styles.eye ?? ""}
          aria-label={showLabel}
          aria-pressed={shown}
          onPress={() => setShown(!shown)}
        >
          {shown ? <EyeOff size="1.125rem" /> : <Eye size="1.125rem" />}
        </AriaButton>
      </span>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ""}>
          {hint}
        </Text>
      )}
      <Wrong error={error} />
    </TextField>
  );
}

type NumberProps = {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  /** A unit of Intl.NumberFormat. */
  unit: "hour";
  moreLabel: string;
  lessLabel: string;
  hint?: string;
};

/** A whole number with its unit. */
export function NumberInput({ label, hint, value, onChange, min, max, unit, moreLabel, lessLabel }: NumberProps) {
  return (
    <NumberField
      className={styles.field ?? ""}
      value={value}
      minValue={min}
      maxValue={max}
      formatOptions={{ style: "unit", unit, unitDisplay: "long" }}
      onChange={(next) => !Number.isNaN(next) && onChange(next)}
      incrementAriaLabel={moreLabel}
      decrementAriaLabel={lessLabel}
    >
      <Label className={styles.label ?? ""}>{label}</Label>
      <Group className={styles.number ?? ""}>
        <AriaButton slot="decrement">
          <Minus size="1rem" />
        </AriaButton>
        <Input className={styles.input ?? ""} />
        <AriaButton slot="increment">
          <Plus size="1rem" />
        </AriaButton>
      </Group>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ""}>
          {hint}
        </Text>
      )}
    </NumberField>
  );
}

type ToggleProps = { label: string; hint?: string | undefined; isSelected: boolean; onChange: (on: boolean) => void };

/** Something that is on or off, and holds at once. */
export function Toggle({ label, hint, isSelected, onChange }: ToggleProps) {
  return (
    <Switch className={styles.toggle ?? ""} isSelected={isSelected} onChange={onChange}>
      <span className={styles.toggleWords}>
        <span className={styles.toggleLabel}>{label}</span>
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.knob} />
      </span>
    </Switch>
  );
}

export type Option<V extends string> = { value: V; label: ReactNode; hint?: ReactNode };

type ChoiceProps<V extends string> = {
  label: string;
  options: Option<V>[];
  value: V;
  onChange: (value: V) => void;
  hint?: string;
  /** A row for a few short words; else one below the other. */
  row?: boolean;
};

/** One of a few, all of them in sight. */
export function Choice<V extends string>({ label, options, value, onChange, hint, row = false }: ChoiceProps<V>) {
  return (
    <RadioGroup
      className={styles.choice ?? ""}
      value={value}
      onChange={(chosen) => onChange(chosen as V)}
      orientation={row ? "horizontal" : "vertical"}
    >
      <Label className={styles.label ?? ""}>{label}</Label>
      <div className={styles.options} data-row={row || undefined}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.option ?? ""}>
            <span className={styles.dot} aria-hidden="true" />
            <span>
              {option.label}
              {option.hint !== undefined && <span className={styles.hint}>{option.hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ""}>
          {hint}
        </Text>
      )}
    </RadioGroup>
  );
}
