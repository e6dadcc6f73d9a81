import SearchIcon from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { Fragment, useState } from "react";
import { problemOf } from "../../api/bridge";
import { type HistoryFilter, historyParts } from "../../api/journeys";
import { useFind } from "../../api/searching";
import { useHistory } from "../../api/useJourneys";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { dayName, daysBetween } from "../../lib/time";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { Hidden } from "../../ui/Hidden";
import { Notice } from "../../ui/Notice";
import styles from "./journey.module.css";
import { type Entry, entryOf, found, Line } from "./Line";

export const historyId = "customer-history";
export const historyFindId = "customer-history-find";

type Props = {
  customerId: string;
  filter: HistoryFilter;
  onFilter: (filter: HistoryFilter) => void;
  finding: boolean;
  onFinding: (finding: boolean) => void;
  /** Shows a message, a note or a purchase where it stands among everything; its words are marked. */
  onShow: (id: string, words: string) => void;
};

/** All of a customer's history, a line for what was said on one day over one channel. */
export function History(props: Props) {
  const { customerId, filter, onFilter, finding, onFinding, onShow } = props;
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const [text, setText] = useState("");
  const typed = finding ? text.trim() : "";
  return (
    <section className={styles.history} aria-labelledby={historyId}>
      <div className={styles.filters}>
        <h2 id={historyId} tabIndex={-1}>
          {t("profile.history")}
        </h2>
        {historyParts.map((part) => (
          <button
            key={part}
            type="button"
            className={styles.pick}
            aria-pressed={filter.part === part && filter.channel === ""}
            onClick={() => onFilter({ ...filter, part, channel: "" })}
          >
            {t(`history.${part || "all"}`)}
          </button>
        ))}
        {filter.channel !== "" && (
          <Chosen text={t(`channel.${filter.channel}`)} onDrop={() => onFilter({ ...filter, channel: "" })} />
        )}
        {filter.before > 0 && (
          <Chosen
            text={t("history.until", { day: dayName(now, filter.before - 1, locale) })}
            onDrop={() => onFilter({ ...filter, before: 0 })}
          />
        )}
        <span className={styles.grow} />
        <CommandButton
          command="conversation.find"
          look="icon"
          aria-label={t("history.find")}
          aria-pressed={finding}
          onClick={() => onFinding(!finding)}
        >
          <SearchIcon size="1.25rem" />
        </CommandButton>
      </div>
      {finding && <FindField text={text} onText={setText} onClose={() => onFinding(false)} />}
      {typed === "" ? (
        <Lines customerId={customerId} filter={filter} onShow={(id) => onShow(id, "")} />
      ) : (
        <Found customerId={customerId} filter={filter} text={typed} onShow={(id) => onShow(id, typed)} />
      )}
    </section>
  );
}

/** A filter that was chosen elsewhere, and is taken away here. */
function Chosen({ text, onDrop }: { text: string; onDrop: () => void }) {
  const { t } = useWords();
  const drop = () => {
    document.getElementById(historyId)?.focus({ preventScroll: true }); // the button goes
    onDrop();
  };
  return (
    <button type="button" className={styles.pick} aria-pressed="true" onClick={drop}>
      <Hidden>{t("history.drop")} </Hidden>
      {text}
      <X size="0.875rem" />
    </button>
  );
}

function FindField({ text, onText, onClose }: { text: string; onText: (text: string) => void; onClose: () => void }) {
  const { t } = useWords();
  return (
    <div className={styles.find} role="search">
      <SearchIcon size="1rem" />
      <input
        id={historyFindId}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t("history.find")}
        placeholder={t("history.find")}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- who asks for it types
        autoFocus
        maxLength={200}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onClose();
        }}
      />
      <Button look="icon" aria-label={t("find.close")} onClick={onClose}>
        <X size="1.125rem" />
      </Button>
    </div>
  );
}

type ListProps = { customerId: string; filter: HistoryFilter; onShow: (id: string) => void };

function Lines({ customerId, filter, onShow }: ListProps) {
  const { t, explain } = useWords();
  const { lines, data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useHistory(customerId, filter);
  if (error) return <Notice tone="bad" text={explain(problemOf(error))} />;
  if (data && lines.length === 0) return <p className={styles.none}>{t("history.none")}</p>;
  return (
    <>
      <ByDay list={lines.map(entryOf)}>{(line) => <Line line={line} onShow={onShow} />}</ByDay>
      {hasNextPage && (
        <Button look="line" className={styles.more} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("history.more")}
        </Button>
      )}
    </>
  );
}

function Found({ customerId, filter, text, onShow }: ListProps & { text: string }) {
  const { t, explain } = useWords();
  // What was sent, and what she wrote to an answer, is in messages.
  const part = filter.part === "surveys" || filter.part === "campaigns" ? "written" : filter.part;
  const asked = {
    text,
    customerId,
    part: filter.channel === "" ? part : ("" as const),
    channel: filter.channel,
    to: filter.before,
  };
  const { messages, data, error, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage } = useFind(
    asked,
    "history",
  );
  if (error) return <Notice tone="bad" text={explain(problemOf(error))} />;
  if (data && !isPlaceholderData && messages.length === 0) {
    return (
      <p className={styles.none} role="status">
        {t("search.none", { query: text })}
      </p>
    );
  }
  return (
    <>
      <ByDay list={messages.map(found)}>{(line) => <Line line={line} onShow={onShow} />}</ByDay>
      {hasNextPage && (
        <Button look="line" className={styles.more} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("history.more")}
        </Button>
      )}
    </>
  );
}

/** Lines under the day that they are of. */
function ByDay({ list, children }: { list: Entry[]; children: (line: Entry) => React.ReactNode }) {
  const { locale } = useWords();
  const now = useNow(60_000);
  return (
    <ul className={styles.lines}>
      {list.map((line, index) => {
        const before = list[index - 1];
        const newDay = !before || daysBetween(before.to, line.to) !== 0;
        return (
          <Fragment key={`${line.kind} ${line.id}`}>
            {newDay && <li className={styles.day}>{dayName(now, line.to, locale)}</li>}
            <li>{children(line)}</li>
          </Fragment>
        );
      })}
    </ul>
  );
}
