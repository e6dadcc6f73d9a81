import SearchIcon from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { type ReactNode, useMemo, useState } from "react";
import { problemOf } from "../../api/bridge";
import type { CasesQuery } from "../../api/cases";
import { useCaseList } from "../../api/useCases";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useEnter } from "../../lib/enter";
import { useStartFocus } from "../../lib/focus";
import { Button } from "../../ui/Button";
import { CommandButton, useCommandButton } from "../../ui/CommandButton";
import { CommandIcon } from "../../ui/CommandIcon";
import { Hidden } from "../../ui/Hidden";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { CaseList, firstCase } from "./CaseList";
import styles from "./cases.module.css";
import { entriesByDate, entriesOf } from "./entries";

const states = ["all", "open", "promised", "closed"] as const;

type Props = {
  /** Which cases are listed. */
  state: CasesQuery["state"];
  onState: (state: CasesQuery["state"]) => void;
  /** The case whose story is beside the list; null: none. */
  open: string | null;
  onOpen: (caseId: string) => void;
  /** What was done without the owner is shown instead. */
  acts: boolean;
  onActs: () => void;
  /** Goes out of what is beside the list, where there is no room for it beside the list. Null: there is. */
  onBack: (() => void) | null;
  onLeave: () => void;
  /** The story of the case that is open, or what else is beside the list. */
  children: ReactNode;
};

/** All cases: found as one types, and the story of one beside them. */
export function CasesPage({ state, onState, open, onOpen, acts, onActs, onBack, onLeave, children }: Props) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const promises = useCommandButton("cases.promises");
  const typed = text.trim();
  const asked = useMemo(() => ({ text: typed, state }), [typed, state]);
  const found = useCaseList(asked);
  const settled = !found.isPending && !found.isPlaceholderData;
  const alone = onBack !== null && (open !== null || acts);
  useCommands({
    back: {
      run: () => {
        if (alone) onBack();
        else if (document.activeElement?.closest("[data-story]")) firstCase()?.focus();
        else if (text !== "") setText("");
        else onLeave();
      },
    },
  });
  if (alone) {
    return (
      <main className={styles.place} aria-label={t("nav.cases")}>
        <h1>
          <Hidden>{t("nav.cases")}</Hidden>
        </h1>
        {children}
      </main>
    );
  }
  return (
    <main className={styles.place} aria-label={t("nav.cases")}>
      <header className={styles.head}>
        <h1>{t("nav.cases")}</h1>
        <FindField text={text} settled={settled} onText={setText} />
        <div className={styles.states} role="group" aria-label={t("cases.show")}>
          {states.map((each) => {
            const value = each === "all" ? "" : each;
            return (
              <button
                key={each}
                type="button"
                className={styles.state}
                aria-pressed={state === value}
                onClick={() => onState(value)}
                {...(value === "promised" && promises)}
              >
                {t(`cases.${each}`)}
              </button>
            );
          })}
        </div>
        <CommandButton command="cases.acts" look="line" className={styles.acts} aria-pressed={acts} onClick={onActs}>
          <CommandIcon command="cases.acts" size="1.125rem" />
          {t("acts.title")}
        </CommandButton>
      </header>
      <div className={styles.columns}>
        <section className={styles.list} data-pane="list" aria-label={t("cases.label")}>
          <Found found={found} asked={asked} open={open} onOpen={onOpen} onAll={() => onState("")} />
        </section>
        {onBack === null && children}
      </div>
    </main>
  );
}

type FieldProps = {
  text: string;
  /** The list answers what is typed by now, and not what was typed before. */
  settled: boolean;
  onText: (text: string) => void;
};

/** Finds as one types; the arrow goes down into the list, Enter opens the first: the one, where a whole number is typed. */
function FindField({ text, settled, onText }: FieldProps) {
  const { t } = useWords();
  const field = useStartFocus<HTMLInputElement>();
  const enter = useEnter(text, settled, () => firstCase()?.click());
  return (
    <div className={styles.field} role="search">
      <SearchIcon size="1.5rem" strokeWidth={1.9} />
      <input
        ref={field}
        id="cases-find"
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t("cases.find")}
        placeholder={t("cases.hint")}
        value={text}
        maxLength={200}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") firstCase()?.focus();
          else if (event.key === "Enter") enter(false);
          else if (event.key === "Escape" && text !== "") onText("");
          else return;
          event.preventDefault();
        }}
      />
      {text !== "" && (
        <Button look="icon" className={styles.clear} aria-label={t("cases.clear")} onClick={() => onText("")}>
          <X size="1rem" />
        </Button>
      )}
    </div>
  );
}

type FoundProps = {
  found: ReturnType<typeof useCaseList>;
  asked: CasesQuery;
  open: string | null;
  onOpen: (caseId: string) => void;
  onAll: () => void;
};

function Found({ found, asked, open, onOpen, onAll }: FoundProps) {
  const { t, explain } = useWords();
  const pages = found.data?.pages;
  // What is shown belongs to another question until its answer is here.
  const [shown, setShown] = useState(asked);
  if (!found.isPlaceholderData && !found.isPending && shown !== asked) setShown(asked);
  const tile = <span className={styles.tile} aria-hidden="true" />;
  const byDate = shown.state === "promised";
  const entries = useMemo(
    () => (byDate ? entriesByDate : entriesOf)(pages ?? [], found.hasNextPage),
    [byDate, pages, found.hasNextPage],
  );
  if (found.error) {
    const retry = { label: t("trouble.retry"), run: () => void found.refetch() };
    return <Notice tone="bad" text={explain(problemOf(found.error))} actions={[retry]} />;
  }
  if (!pages) return <Skeleton rows={6} label={t("cases.loading")} />;
  if (entries.length === 0 && shown.text !== "") {
    const all = asked.state === "" ? {} : { actions: [{ label: t("cases.none.all"), run: onAll }] };
    return (
      <Notice title={t("cases.none.title", { query: shown.text })} text={t("cases.none.text")} {...all}>
        {tile}
      </Notice>
    );
  }
  if (entries.length === 0 && shown.state !== "") {
    const all = { label: t("cases.none.all"), run: onAll };
    return (
      <Notice
        title={t(byDate ? "cases.unpromised.title" : "cases.none.state")}
        text={t(byDate ? "cases.unpromised.text" : "cases.none.stateText")}
        actions={[all]}
      >
        {tile}
      </Notice>
    );
  }
  if (entries.length === 0) {
    return (
      <Notice title={t("cases.empty.title")} text={t("cases.empty.text")}>
        {tile}
      </Notice>
    );
  }
  return (
    <>
      <CaseList
        key={JSON.stringify(shown)}
        label={t("cases.label")}
        entries={entries}
        open={open}
        onOpen={onOpen}
        onMore={() => void found.fetchNextPage()}
      />
      {pages[0]?.more && <p className={styles.more}>{t("cases.more")}</p>}
    </>
  );
}
