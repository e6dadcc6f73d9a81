import { type ReactNode, useState } from "react";
import { useComplain } from "../../complain";

type Props = {
  label: string;
  value: string;
  hint?: string;
  maxLength: number;
  formClass: string | undefined;
  inputClass: string | undefined;
  /** Keeps the line; what it throws is told, and the line stays. */
  save: (line: string) => Promise<unknown>;
  onDone: () => void;
  /** The buttons, one of which submits. */
  children: (line: string) => ReactNode;
};

/** One line that the owner has just asked to change, in the place where it stands. Escape leaves it as it was. */
export function LineForm({ label, value, hint, maxLength, formClass, inputClass, save, onDone, children }: Props) {
  const complain = useComplain();
  const [line, setLine] = useState(value);
  const keep = async () => {
    try {
      await save(line);
      onDone();
    } catch (thrown) {
      complain(thrown);
    }
  };
  return (
    <form
      className={formClass}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <input
        type="text"
        className={inputClass}
        aria-label={label}
        placeholder={hint}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the owner has just asked to type here
        autoFocus
        dir="auto"
        maxLength={maxLength}
        value={line}
        onChange={(event) => setLine(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onDone();
        }}
      />
      {children(line)}
    </form>
  );
}
