import SearchIcon from "lucide-react/icons/search";
import UserPlus from "lucide-react/icons/user-round-plus";
import X from "lucide-react/icons/x";
import { useId, useState } from "react";
import type { LogSheet } from "../../api/logbook";
import { useCard } from "../../api/react";
import { useWords } from "../../i18n/react";
import { useEnter } from "../../lib/enter";
import { focusWhenDrawn, useStartFocus } from "../../lib/focus";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { TextInput } from "../../ui/form";
import { Hidden } from "../../ui/Hidden";
import styles from "./logbook.module.css";
import { typedWho, type Who, withWho } from "./rules";

export const whoFieldId = "logbook-who";

type Props = {
  sheet: LogSheet;
  onChange: (part: Partial<LogSheet>) => void;
  /** The owner said that it was somebody new. */
  isNew: boolean;
  onNew: (is: boolean) => void;
  /** Who it may have been, by what is typed; settled: it belongs to what is typed now. */
  who: Who[];
  settled: boolean;
  error: string | undefined;
  startHere: boolean;
  /** Called when it is said who it was. */
  onKnown: () => void;
};

/** Who it was: found by a name or a number, or somebody new. */
export function WhoField({ isNew, onNew, ...props }: Props) {
  const { sheet, onChange, onKnown } = props;
  const { t } = useWords();
  const forget = () => {
    onNew(false);
    onChange({ customerId: "", intoId: "", ...(isNew && sheet.number !== "" && { name: "" }) });
    focusWhenDrawn(whoFieldId);
  };
  if (sheet.customerId !== "") return <Known customerId={sheet.customerId} onForget={forget} />;
  if (isNew) return <Newcomer {...props} onForget={forget} />;
  const take = (one: Who) => {
    if (one.kind === "customer") onChange({ customerId: one.row.customerId, intoId: "" });
    else onNew(true);
    if (one.kind === "customer" || one.by === "name") onKnown();
  };
  return <Finder {...props} label={t("logbook.customer")} onTake={take} />;
}

type FinderProps = Omit<Props, "isNew" | "onNew"> & { label: string; onTake: (one: Who) => void };

function Finder({ sheet, onChange, who, settled, error, startHere, label, onTake }: FinderProps) {
  const { t } = useWords();
  const input = useStartFocus<HTMLInputElement>(startHere);
  const [at, setAt] = useState(0);
  const [inField, setInField] = useState(false);
  const ids = useId();
  const typed = typedWho(sheet);
  const options = inField && typed.trim() !== "" ? who : [];
  const active = Math.min(at, options.length - 1);
  const enter = useEnter(typed, settled, () => options[active] && onTake(options[active]));
  const move = (by: number) => {
    const next = (active + by + options.length) % options.length;
    setAt(next);
    document.getElementById(`${ids}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || typed.trim() === "") return;
    if (event.key === "Enter") enter(false);
    else if (event.key === "ArrowDown" && options.length > 0) move(1);
    else if (event.key === "ArrowUp" && options.length > 0) move(-1);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.field}>
      <label htmlFor={whoFieldId} className={styles.label}>
        {label}
      </label>
      <span className={styles.box} data-wrong={error !== undefined || undefined}>
        <SearchIcon size="1.125rem" strokeWidth={1.9} />
        <input
          ref={input}
          id={whoFieldId}
          type="text"
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls={options.length > 0 ? `${ids}-list` : undefined}
          aria-activedescendant={options.length > 0 ? `${ids}-${active}` : undefined}
          aria-autocomplete="list"
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error === undefined ? undefined : `${ids}-error`}
          placeholder={t("logbook.find")}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onFocus={() => setInField(true)}
          onBlur={() => setInField(false)}
          onChange={(event) => {
            setAt(0);
            onChange(withWho(event.target.value));
          }}
          onKeyDown={onKeyDown}
        />
      </span>
      {options.length > 0 && (
        <div id={`${ids}-list`} role="listbox" aria-label={t("palette.results")} className={styles.found}>
          {options.map((one, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's
            <div
              key={one.kind === "customer" ? one.row.customerId : "new"}
              id={`${ids}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={styles.hit}
              onPointerMove={() => setAt(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onTake(one)}
            >
              <Hit one={one} typed={typed.trim()} />
            </div>
          ))}
        </div>
      )}
      {error !== undefined && (
        <p id={`${ids}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
      <Hidden>
        <span role="status">
          {inField && settled && typed.trim() !== "" && t("palette.count", { n: options.length })}
        </span>
      </Hidden>
    </div>
  );
}

function Hit({ one, typed }: { one: Who; typed: string }) {
  const { t } = useWords();
  if (one.kind === "customer") {
    return (
      <>
        <Avatar id={one.row.customerId} name={one.row.name} />
        <span className={styles.name} dir="auto">
          {one.row.name}
        </span>
        {one.row.address !== one.row.name && <span className={styles.address}>{one.row.address}</span>}
      </>
    );
  }
  return (
    <>
      <span className={styles.plus}>
        <UserPlus size="1.125rem" strokeWidth={1.9} />
      </span>
      <span className={styles.name} dir="auto">
        {one.by === "number" ? t("logbook.new.number") : t("logbook.new.named", { name: typed })}
      </span>
    </>
  );
}

/** Who it was is known. */
function Known({ customerId, onForget }: { customerId: string; onForget: () => void }) {
  const card = useCard(customerId).data;
  const at = card?.addresses.find(({ channel }) => channel !== "email") ?? card?.addresses[0];
  const name = card?.name ?? "";
  return (
    <Chosen
      avatar={<Avatar id={customerId} name={name} />}
      name={name}
      detail={at && at.address !== name ? at.address : ""}
      onForget={onForget}
    />
  );
}

/** Somebody new: by a number, with a name where it is known, or by a name alone. */
function Newcomer({ sheet, onChange, error, onForget }: Omit<Props, "isNew" | "onNew"> & { onForget: () => void }) {
  const { t } = useWords();
  const byNumber = sheet.number !== "";
  return (
    <>
      <Chosen
        avatar={
          <span className={styles.plus}>
            <UserPlus size="1.125rem" strokeWidth={1.9} />
          </span>
        }
        name={byNumber ? t("logbook.new") : sheet.name.trim()}
        detail={byNumber ? sheet.number : t("logbook.new")}
        onForget={onForget}
        error={error}
      />
      {byNumber && (
        <TextInput
          label={t("logbook.name")}
          value={sheet.name}
          onChange={(name) => onChange({ name })}
          startHere
          maxLength={200}
        />
      )}
    </>
  );
}

type ChosenProps = {
  avatar: React.ReactNode;
  name: string;
  detail: string;
  onForget: () => void;
  error?: string | undefined;
};

function Chosen({ avatar, name, detail, onForget, error }: ChosenProps) {
  const { t } = useWords();
  return (
    <div className={styles.field}>
      <span className={styles.label}>{t("logbook.customer")}</span>
      <span className={styles.box} data-wrong={error !== undefined || undefined}>
        {avatar}
        <span className={styles.who}>
          <span className={styles.name} dir="auto">
            {name}
          </span>
          <span className={styles.address}>{detail}</span>
        </span>
        <Button look="icon" className={styles.forget} aria-label={t("logbook.change")} onClick={onForget}>
          <X size="1.125rem" />
        </Button>
      </span>
      {error !== undefined && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
