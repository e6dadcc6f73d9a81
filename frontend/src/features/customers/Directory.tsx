import GitMerge from "lucide-react/icons/git-merge";
import Plus from "lucide-react/icons/plus";
import { useMemo, useState } from "react";
import { everybody, isSame } from "../../api/audiences";
import { problemOf } from "../../api/bridge";
import type { Person } from "../../api/people";
import { useDirectory, useDuplicates } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { useAvailableCommands, useCommands } from "../../lib/commands";
import { contactIn } from "../../lib/contact";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { Hidden } from "../../ui/Hidden";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { CustomerList } from "./CustomerList";
import styles from "./customers.module.css";
import { Duplicates } from "./Duplicates";
import { Filters } from "./Filters";
import { FindField } from "./FindField";
import { ListOptions } from "./ListOptions";
import { SegmentBar } from "./SegmentBar";
import { useSegments } from "./useSegments";

const all = { text: "", segment: "", filter: everybody, machines: false, byContact: false };

type Props = {
  onOpen: (customerId: string) => void;
  onMerge: (keep: Person, other: Person) => void;
  onApart: (person: Person, other: Person) => void;
  /** A customer is to be created with what was typed to find her. */
  onCreate: (typed: string) => void;
  onLeave: () => void;
};

/** All customers: found as one types, narrowed by what is asked of them, however many there are. */
export function Directory({ onOpen, onMerge, onApart, onCreate, onLeave }: Props) {
  const { t } = useWords();
  const { run } = useAvailableCommands();
  const [choice, setChoice] = useState(all);
  const [alike, setAlike] = useState(false);
  const suggestions = useDuplicates().data ?? [];
  // The list knows by the object whether something else is asked.
  const { text, filter, machines, byContact } = choice;
  const asked = useMemo(
    () => ({ text: text.trim(), filter, machines, byContact }),
    [text, filter, machines, byContact],
  );
  const found = useDirectory(asked);
  const filtered = !isSame(filter, everybody);
  const narrowed = asked.text !== "" || filtered;
  const segments = useSegments(choice, (to) => setChoice({ ...choice, ...to }));
  useCommands({
    back: {
      run: () => {
        if (alike) setAlike(false);
        else if (narrowed) setChoice({ ...all, machines, byContact });
        else onLeave();
      },
    },
  });
  if (alike) {
    return <Duplicates list={suggestions} onMerge={onMerge} onApart={onApart} onBack={() => setAlike(false)} />;
  }
  return (
    <main className={styles.place} data-pane="list" aria-label={t("people.label")}>
      <header className={styles.head}>
        <div className={styles.titleLine}>
          <h1>{t("nav.customers")}</h1>
          <span className={styles.count} role="status">
            {found.total !== undefined && t("people.count", { n: found.total })}
          </span>
          <span className={styles.headDeeds}>
            {suggestions.length > 0 && (
              <Button look="line" onClick={() => setAlike(true)}>
                <GitMerge size="1.125rem" />
                {t("alike.open")}
                <span className={styles.alikeCount} aria-hidden="true">
                  {suggestions.length}
                </span>
                <Hidden>, {t("alike.count", { n: suggestions.length })}</Hidden>
              </Button>
            )}
            <CommandButton command="customers.new" look="primary" onClick={() => run("customers.new")}>
              <Plus size="1.125rem" />
              {t("people.new")}
            </CommandButton>
          </span>
        </div>
        <div className={styles.tools}>
          <FindField
            text={text}
            settled={found.query === asked}
            onText={(next) => setChoice({ ...choice, text: next })}
          />
          <SegmentBar of={segments} />
          <ListOptions
            byContact={byContact}
            machines={machines}
            canMachines={!filtered}
            onChange={(to) => setChoice({ ...choice, ...to })}
          />
        </div>
        <Filters
          filter={filter}
          onFilter={(next) =>
            setChoice({ ...choice, filter: next, segment: isSame(next, everybody) ? "" : choice.segment })
          }
        />
      </header>
      <Found
        found={found}
        narrowed={narrowed}
        onOpen={onOpen}
        onCreate={onCreate}
        onAll={() => setChoice({ ...all, byContact })}
      />
    </main>
  );
}

type FoundProps = {
  found: ReturnType<typeof useDirectory>;
  narrowed: boolean;
  onOpen: (customerId: string) => void;
  onCreate: (typed: string) => void;
  onAll: () => void;
};

function Found({ found, narrowed, onOpen, onCreate, onAll }: FoundProps) {
  const { t, explain } = useWords();
  const { text, filter } = found.query;
  const filtered = !isSame(filter, everybody);
  const contact = contactIn(text);
  if (found.error) {
    const retry = { label: t("trouble.retry"), run: () => void found.refetch() };
    return <Notice tone="bad" text={explain(problemOf(found.error))} actions={[retry]} />;
  }
  if (found.total === undefined) return <Skeleton rows={8} label={t("people.loading")} />;
  if (found.total === 0 && narrowed) {
    const actions = [
      // Behind a filter she may be there after all.
      ...(contact && !filtered ? [{ label: t(`newcomer.with.${contact}`), run: () => onCreate(text) }] : []),
      { label: t("people.none.all"), run: onAll },
    ];
    return <Notice title={t("people.none.title")} text={t("people.none.text")} actions={actions} />;
  }
  if (found.total === 0) {
    return (
      <Notice title={t("people.empty.title")} text={t("people.empty.text")}>
        <span className={styles.tile} aria-hidden="true" />
      </Notice>
    );
  }
  return <CustomerList key={JSON.stringify(found.query)} query={found.query} total={found.total} onOpen={onOpen} />;
}
