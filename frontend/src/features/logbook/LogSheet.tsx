import Minimize from "lucide-react/icons/panel-right-open";
import Maximize from "lucide-react/icons/picture-in-picture-2";
import X from "lucide-react/icons/x";
import { type ReactNode, useState } from "react";
import { problemOf } from "../../api/bridge";
import { type CaseClass, caseClasses } from "../../api/cases";
import type { LogSheet as Sheet } from "../../api/logbook";
import { type Held, isEnded, type SheetInHand, type Written } from "../../api/sheetInHand";
import { useFoundCustomers } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { useKeysOf } from "../../lib/commands";
import { worksInText } from "../../lib/keymap";
import { isTyping, nameOf, shownKey } from "../../lib/keys";
import { Button } from "../../ui/Button";
import { LinesInput } from "../../ui/form";
import { Chips } from "./Chips";
import { Frame } from "./Frame";
import styles from "./logbook.module.css";
import { Matter } from "./Matter";
import { NumberFoot } from "./NumberFoot";
import { otherWay, typedWho, type Wrong, whoMayBe, wrongWith } from "./rules";
import { ThenField } from "./ThenField";
import { WayField } from "./WayField";
import { WhenField } from "./WhenField";
import { WhoField, whoFieldId } from "./WhoField";

export const logTextId = "logbook-text";

type Props = {
  hand: SheetInHand;
  held: Held;
  docked: boolean;
  onDock: (docked: boolean) => void;
  /** Puts the sheet away; what is on it is kept. */
  onClose: () => void;
  /** Begins another; this one is kept. */
  onAnother: () => void;
  onWritten: (written: Written) => void;
  onDiscarded: (protocol: string) => void;
  /** Called when it was written down or thrown away already. */
  onEnded: () => void;
  onCopy: (protocol: string) => void;
};

/** The sheet on which a call or a visit is written down. */
export function LogSheet({ hand, held, docked, onDock, onClose, onAnother, onCopy, ...ends }: Props) {
  const { t } = useWords();
  const { sheet } = held;
  const form = useForm(hand, sheet, ends);
  return (
    <Frame label={t("command.logbook.open")} docked={docked} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are for whatever has the focus inside */}
      <form className={styles.form} onSubmit={(event) => event.preventDefault()} onKeyDownCapture={form.onKeyDown}>
        <header className={styles.head}>
          <h2>{t("command.logbook.open")}</h2>
          <Button
            look="icon"
            aria-label={t(docked ? "logbook.undock" : "logbook.dock")}
            onClick={() => onDock(!docked)}
          >
            {docked ? <Maximize size="1.125rem" /> : <Minimize size="1.125rem" />}
          </Button>
          <Button look="icon" aria-label={t("logbook.close")} onClick={onClose}>
            <X size="1.25rem" />
          </Button>
        </header>
        <div className={styles.body}>
          {held.again && <Again onAnother={onAnother} />}
          <Fields sheet={sheet} form={form} />
        </div>
        <footer className={styles.foot}>
          {form.refused !== undefined && <Trouble>{form.refused}</Trouble>}
          {held.problem && <Unsaved held={held} />}
          <NumberFoot
            protocol={sheet.protocol}
            again={held.again}
            told={sheet.told}
            onTold={(told) => form.change({ told })}
            onCopy={() => onCopy(sheet.protocol)}
          />
          <Button look="quiet" title={t("logbook.discard.what")} disabled={form.busy} onClick={form.discard}>
            {t("logbook.discard")}
          </Button>
          <Button look="primary" disabled={form.busy} onClick={form.save}>
            {t("logbook.save")}
            <kbd aria-hidden="true">{shownKey("mod+enter")}</kbd>
          </Button>
        </footer>
      </form>
    </Frame>
  );
}

/** Said of a sheet that comes back, where another call may be waiting. */
function Again({ onAnother }: { onAnother: () => void }) {
  const { t } = useWords();
  return (
    <p className={styles.again}>
      {t("logbook.again")}
      <Button look="link" onClick={onAnother}>
        {t("logbook.another")}
      </Button>
    </p>
  );
}

function Trouble({ children }: { children: ReactNode }) {
  return (
    <p className={styles.trouble} role="alert">
      {children}
    </p>
  );
}

function Unsaved({ held }: { held: Held }) {
  const { t, explain } = useWords();
  return held.problem && <Trouble>{t("composer.unsaved", { why: explain(held.problem) })}</Trouble>;
}

type Form = ReturnType<typeof useForm>;

function Fields({ sheet, form }: { sheet: Sheet; form: Form }) {
  const { t } = useWords();
  const [toText] = useState(sheet.customerId !== "" || form.isNew);
  return (
    <>
      <WayField sheet={sheet} onChange={form.change} />
      <WhoField
        sheet={sheet}
        onChange={form.change}
        isNew={form.isNew}
        onNew={form.setNew}
        who={form.who}
        settled={form.settled}
        error={form.errorAt("who")}
        startHere={!toText}
        onKnown={() => document.getElementById(logTextId)?.focus()}
      />
      {sheet.customerId !== "" && (
        <Matter customerId={sheet.customerId} intoId={sheet.intoId} onInto={(intoId) => form.change({ intoId })} />
      )}
      <WhenField sheet={sheet} onChange={form.change} />
      <LinesInput
        id={logTextId}
        label={t("logbook.text")}
        value={sheet.text}
        onChange={(text) => form.change({ text })}
        error={form.errorAt("text")}
        startHere={toText}
        rows={3}
      />
      <Chips<CaseClass>
        label={t("logbook.class")}
        options={caseClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
        value={sheet.class}
        onChange={(is) => form.change({ class: is })}
        optional
      />
      <ThenField sheet={sheet} onChange={form.change} error={form.errorAt("until")} />
    </>
  );
}

/** What is typed, what is wrong with it, and what ends it. */
function useForm(
  hand: SheetInHand,
  sheet: Sheet,
  { onWritten, onDiscarded, onEnded }: Pick<Props, "onWritten" | "onDiscarded" | "onEnded">,
) {
  const { t, explain } = useWords();
  const [isNew, setNew] = useState(sheet.number !== "" && sheet.name !== "");
  const [wrong, setWrong] = useState<{ at: Wrong["at"] | "all"; words: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const opens = useKeysOf("logbook.open");
  const typed = typedWho(sheet).trim();
  const { data, isPlaceholderData, isPending } = useFoundCustomers(typed);
  const found = typed === "" ? [] : (data?.rows ?? []);
  const change = (part: Partial<Sheet>) => {
    setWrong(null);
    hand.change(part);
  };
  const ending = async (deed: () => Promise<void>) => {
    setBusy(true);
    try {
      await deed();
    } catch (thrown) {
      if (isEnded(thrown)) return onEnded();
      const problem = problemOf(thrown);
      setWrong({ at: problem.code === "customer.address_invalid" ? "who" : "all", words: explain(problem) });
      setBusy(false);
    }
  };
  const save = () => {
    if (busy) return;
    const bad = wrongWith(sheet, isNew, found.length > 0, Date.now());
    if (!bad) return void ending(async () => onWritten(await hand.write()));
    setWrong({ at: bad.at, words: t(bad.word === "past" ? "later.past" : `logbook.wrong.${bad.word}`) });
    document.getElementById(bad.at === "who" ? whoFieldId : logTextId)?.focus();
  };
  const discard = () =>
    void ending(async () => {
      await hand.giveUp();
      onDiscarded(sheet.protocol);
    });
  /** Before the button or field that has the focus: Enter would press it. */
  const onKeyDown = (event: React.KeyboardEvent<HTMLFormElement>) => {
    const inside = event.target instanceof Element && event.currentTarget.contains(event.target);
    if (!inside || event.nativeEvent.isComposing || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    const pressed = nameOf(event.nativeEvent);
    const typing = isTyping(event.target);
    const is = caseClasses[Number(event.key) - 1];
    if (event.key === "Enter" && mod) save();
    else if (opens.includes(pressed) && (!typing || worksInText("logbook.open", pressed))) change(otherWay(sheet));
    else if (is && !mod && !typing) change({ class: sheet.class === is ? "" : is });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    change,
    isNew,
    setNew,
    who: whoMayBe(typed, found),
    settled: !isPlaceholderData && !isPending,
    errorAt: (at: Wrong["at"]) => (wrong?.at === at ? wrong.words : undefined),
    refused: wrong?.at === "all" ? wrong.words : undefined,
    busy,
    save,
    discard,
    onKeyDown,
  };
}
