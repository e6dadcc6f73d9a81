import CalendarClock from "lucide-react/icons/calendar-clock";
import { type ReactNode, useRef } from "react";
import { Button as AriaButton, MenuTrigger, Popover } from "react-aria-components";
import type { Case, CaseClass } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { promiseWords } from "../../moments";
import { CaseNumber } from "../../ui/CaseNumber";
import { CommandButton, useCommandButton } from "../../ui/CommandButton";
import { ClassItems } from "./ClassItems";
import styles from "./matters.module.css";
import { PromisePopover } from "./PromisePopover";

type Props = {
  matter: Case;
  menu: ReactNode;
  promising: boolean;
  onPromising: (open: boolean) => void;
  onPromise: (by: number, words: string) => void;
  onKeep: () => void;
  onCopy: () => void;
  onClass: (is: CaseClass) => void;
};

/** The case of a conversation in its head: the number, what it is about, what was promised. */
export function CaseBar({ matter, menu, promising, onPromising, onPromise, onKeep, onCopy, onClass }: Props) {
  const { t } = useWords();
  const bar = useRef<HTMLDivElement>(null);
  return (
    <div ref={bar} className={styles.bar} data-case={matter.state}>
      <span className={styles.pill}>
        <CaseNumber protocol={matter.protocol} label={t("case.copy", { number: matter.protocol })} onCopy={onCopy} />
        {menu}
      </span>
      <ClassChip matter={matter} onClass={onClass} />
      {matter.promisedAt > 0 && <PromiseChip matter={matter} onChange={() => onPromising(true)} onKeep={onKeep} />}
      <PromisePopover
        key={String(promising)}
        anchor={bar}
        open={promising}
        onOpen={onPromising}
        promised={matter.promise}
        onPromise={onPromise}
      />
    </div>
  );
}

type ClassProps = { matter: Case; onClass: (is: CaseClass) => void };

/** What the case is about. */
function ClassChip({ matter, onClass }: ClassProps) {
  const { t } = useWords();
  if (matter.class === "" && matter.suggested !== "" && matter.state !== "closed")
    return <Suggested is={matter.suggested} onClass={onClass} />;
  return (
    <MenuTrigger>
      <AriaButton
        className={styles.chip ?? ""}
        data-class={matter.class}
        data-suggested={matter.class === "" || undefined}
      >
        {matter.class === "" ? t("matter.classify") : t(`class.${matter.class}`)}
      </AriaButton>
      <Popover className={styles.popover ?? ""} placement="bottom start" offset={4}>
        <ClassItems is={matter.class} onClass={onClass} />
      </Popover>
    </MenuTrigger>
  );
}

/** What the words speak for: it is shown, and set by a click only. */
function Suggested({ is, onClass }: { is: CaseClass; onClass: (is: CaseClass) => void }) {
  const { t } = useWords();
  const name = t(`class.${is}`);
  const label = t("matter.useSuggested", { class: name });
  return (
    <button
      type="button"
      className={styles.chip}
      data-suggested
      aria-label={label}
      title={label}
      {...useCommandButton(`case.${is}`)}
      onClick={() => onClass(is)}
    >
      {t("matter.suggested", { class: name })}
    </button>
  );
}

type PromiseProps = { matter: Case; onChange: () => void; onKeep: () => void };

/** By when something was promised, and that it is done. */
function PromiseChip({ matter, onChange, onKeep }: PromiseProps) {
  const { t, locale } = useWords();
  const now = useNow(30_000);
  const late = matter.promisedAt <= now;
  return (
    <span className={styles.promise}>
      <button
        type="button"
        className={styles.chip}
        data-promise={late ? "late" : "due"}
        title={matter.promise}
        {...useCommandButton("case.promise")}
        onClick={onChange}
      >
        <CalendarClock size="0.875rem" strokeWidth={2.2} />
        {promiseWords(matter, now, locale, t)}
      </button>
      <CommandButton command="case.keep" look="link" className={styles.keep} onClick={onKeep}>
        {t("matter.keep")}
      </CommandButton>
    </span>
  );
}
