import { problemOf } from "../../api/bridge";
import { useSearch } from "../../api/react";
import type { CustomerHit, MessageHit } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { listTime } from "../../lib/time";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { Hidden } from "../../ui/Hidden";
import { Marked } from "../../ui/Marked";
import { Notice } from "../../ui/Notice";
import { searchFieldId } from "./SearchField";
import styles from "./search.module.css";

type Props = { query: string; selected: string | null; onOpen: (customerId: string) => void };

/** Moves the focus among the hits; up from the first goes back to the field. */
function step(event: React.KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const hits = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-hit]")];
  const at = hits.indexOf(document.activeElement as HTMLElement);
  const next = hits[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) next.focus();
  else if (event.key === "ArrowUp") document.getElementById(searchFieldId)?.focus();
}

export function SearchResults({ query, selected, onOpen }: Props) {
  const { t, explain } = useWords();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useSearch(query);
  if (error) return <Notice tone="bad" text={explain(problemOf(error))} />;
  if (!data) return null;
  const customers = data.pages[0]?.customers ?? [];
  const messages = data.pages.flatMap((page) => page.messages);
  if (customers.length + messages.length === 0) {
    return <Notice title={t("search.none", { query: query.trim() })} text={t("search.noneHint")} />;
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows only move among the buttons inside
    <section
      className={styles.results}
      aria-label={t("search.results")}
      onKeyDown={step}
      onScroll={(event) => {
        const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
        if (hasNextPage && !isFetchingNextPage && scrollTop + clientHeight > scrollHeight - 400) void fetchNextPage();
      }}
    >
      {customers.length > 0 && (
        <>
          <h2 className={styles.heading}>{t("search.customers")}</h2>
          <ul>
            {customers.map((hit) => (
              <li key={hit.customerId}>
                <CustomerLine hit={hit} selected={hit.customerId === selected} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </>
      )}
      {messages.length > 0 && (
        <>
          <h2 className={styles.heading}>{t("search.messages")}</h2>
          <ul>
            {messages.map((hit) => (
              <li key={hit.messageId}>
                <MessageLine hit={hit} selected={hit.customerId === selected} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

type LineProps<H> = { hit: H; selected: boolean; onOpen: (customerId: string) => void };

function CustomerLine({ hit, selected, onOpen }: LineProps<CustomerHit>) {
  return (
    <Button
      look="quiet"
      className={styles.hit}
      data-hit
      aria-current={selected ? "true" : undefined}
      onClick={() => onOpen(hit.customerId)}
    >
      <Avatar id={hit.customerId} name={hit.name} />
      <span className={styles.hitText}>
        <span className={styles.name} dir="auto">
          {hit.name}
        </span>
        <span className={styles.snippet} dir="auto">
          {hit.detail}
        </span>
      </span>
    </Button>
  );
}

function MessageLine({ hit, selected, onOpen }: LineProps<MessageHit>) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  return (
    <Button
      look="quiet"
      className={styles.hit}
      data-hit
      aria-current={selected ? "true" : undefined}
      onClick={() => onOpen(hit.customerId)}
    >
      <Avatar id={hit.customerId} name={hit.name} {...(hit.channel === "" ? {} : { channel: hit.channel })} />
      <span className={styles.hitText}>
        <span className={styles.line1}>
          <span className={styles.name} dir="auto">
            {hit.name}
          </span>
          {hit.channel === "" ? <span>{t("note")}</span> : <Hidden>, {t(`channel.${hit.channel}`)}, </Hidden>}
          <span className={styles.time}>{listTime(now, hit.at, locale)}</span>
        </span>
        <span className={styles.snippet} dir="auto">
          <Marked text={hit.snippet} />
        </span>
      </span>
    </Button>
  );
}
