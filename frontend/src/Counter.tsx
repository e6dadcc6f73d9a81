import { useCallback, useEffect, useRef, useState } from "react";
import { problemOf } from "./api/bridge";
import { useCard, useChanges, useDesk, useHealth, useInboxRows } from "./api/react";
import type { Change, TurnState } from "./api/types";
import styles from "./Counter.module.css";
import { composerTextId } from "./features/composer/Composer";
import { Drafts } from "./features/composer/drafts";
import { InboxList } from "./features/inbox/InboxList";
import { ListHead } from "./features/inbox/ListHead";
import { rowId } from "./features/inbox/Row";
import { Rail } from "./features/rail/Rail";
import { SearchField } from "./features/search/SearchField";
import { SearchPage } from "./features/search/SearchPage";
import { AccountTrouble, DemoBar } from "./features/shop/Banners";
import { HealthLine } from "./features/shop/HealthLine";
import { Unlock } from "./features/shop/Unlock";
import { useWords } from "./i18n/react";
import { useCommands } from "./lib/commands";
import { isTyping } from "./lib/keys";
import { useLayout } from "./lib/layout";
import { OpenConversation } from "./OpenConversation";
import { Overlays } from "./Overlays";
import { stepPane } from "./panes";
import { Hidden } from "./ui/Hidden";
import { Notice } from "./ui/Notice";
import { Tips } from "./ui/Tips";
import { ToastPlace } from "./ui/toasts";
import { recentFor, useWhereabouts } from "./whereabouts";

/** How often a screen reader may be told of new messages. */
const announceEvery = 5_000;

/** The counter: the rail, the list, the conversation and the customer, put together. */
export function Counter({ demo }: { demo: boolean }) {
  const { t, explain } = useWords();
  const layout = useLayout();
  const single = layout === "single";
  const [drafts] = useState(() => new Drafts());
  const [state, setState] = useState<TurnState>("reply");
  const { place, opened, recent, ask, setAsk, open, leave, search, toInbox } = useWhereabouts();
  const selected = opened?.customerId ?? null;
  const health = useHealth();
  const { rows } = useInboxRows(state);
  useMarkRead(place === "inbox" ? selected : null);

  const openById = useCallback((customerId: string) => open({ customerId }), [open]);
  /** After closing or putting off, the next one in the list opens by itself. */
  const openNext = useCallback(() => {
    const at = rows.findIndex((row) => row.customerId === selected);
    if (at < 0) return;
    const next = rows[at + 1] ?? rows[at - 1];
    if (single || !next) leave();
    else open({ customerId: next.customerId });
  }, [rows, selected, single, leave, open]);
  /** Opens the next one, or the one before; who is writing goes on writing there. */
  const step = (by: 1 | -1) => {
    const at = rows.findIndex((row) => row.customerId === selected);
    const next = at < 0 ? rows[0] : rows[at + by];
    if (next) open({ customerId: next.customerId, reply: document.activeElement?.id === composerTextId });
  };

  const toList = () => {
    const row = selected && document.getElementById(rowId(selected));
    if (row) row.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const back = () => {
    if (place === "search") toInbox();
    else if (opened?.fromSearch && !isTyping(document.activeElement)) search();
    else if (single) leave();
    else toList();
  };
  useCommands({
    "search.page": { run: () => search() },
    "place.inbox": {
      run: () => {
        toInbox();
        setState("reply");
      },
    },
    "conversation.next": { run: () => step(1) },
    "conversation.previous": { run: () => step(-1) },
    "pane.next": { run: () => stepPane(1) },
    "pane.previous": { run: () => stepPane(-1) },
    back: { run: back },
    ...(selected && { "conversation.reply": { run: () => document.getElementById(composerTextId)?.focus() } }),
  });

  if (!health.data && health.error) {
    const retry = { label: t("trouble.retry"), run: () => void health.refetch() };
    return <Notice tone="bad" title={t("trouble.title")} text={explain(problemOf(health.error))} action={retry} />;
  }
  const toast = <ToastPlace dismissLabel={t("toast.dismiss")} />;
  const backTo = opened?.fromSearch
    ? { label: t("search.back"), run: () => search() }
    : single
      ? { label: t("conversation.back"), run: leave }
      : undefined;
  return (
    <div className={styles.window}>
      {demo && <DemoBar />}
      <div className={styles.app}>
        <Rail
          inInbox={place === "inbox"}
          onInbox={() => {
            toInbox();
            setState("reply");
          }}
        />
        {place === "search" ? (
          <div className={styles.zones} data-pane="search">
            <SearchPage
              ask={ask}
              onAsk={setAsk}
              onCustomer={(customerId) => open({ customerId, fromSearch: true })}
              onMessage={({ customerId, messageId }, words) =>
                open({ customerId, sought: { messageId, words }, fromSearch: true })
              }
              onClose={toInbox}
            />
            <div className={styles.toastAside}>{toast}</div>
          </div>
        ) : (
          <div className={styles.zones}>
            {!(single && selected) && (
              <section className={styles.list} data-pane="list" aria-label={t("list.label")}>
                <ListHead>
                  <SearchField />
                </ListHead>
                <Unlock />
                <AccountTrouble />
                <InboxList state={state} onState={setState} selected={selected} onOpen={openById} />
                <HealthLine />
                {toast}
              </section>
            )}
            {single && selected && <div className={styles.toastOver}>{toast}</div>}
            {opened ? (
              <OpenConversation
                key={opened.customerId}
                opened={opened}
                drafts={drafts}
                onDone={openNext}
                onLeave={() => {
                  leave();
                  document.getElementById(rowId(opened.customerId))?.focus();
                }}
                back={backTo}
                alone={single}
                drawer={layout === "compact" || single}
              />
            ) : (
              !single && (
                <main className={styles.nobody}>
                  <Notice title={t("conversation.none.title")} text={t("conversation.none.text")} />
                </main>
              )
            )}
          </div>
        )}
      </div>
      <Overlays
        recent={recentFor(recent, opened?.customerId, rows)}
        onCustomer={openById}
        onWrite={(customerId) => open({ customerId, reply: true })}
        onMessage={({ customerId, messageId }, words) => open({ customerId, sought: { messageId, words } })}
        onAll={search}
      />
      <Tips titleOf={(command) => t(`command.${command}`)} />
      <Announcer />
    </div>
  );
}

/** What is open in front of the owner is read. */
function useMarkRead(customerId: string | null): void {
  const desk = useDesk();
  const mark = useCallback(
    (id: string) => {
      desk.conversation.markRead(id).catch(() => undefined);
    },
    [desk],
  );
  useEffect(() => {
    if (!customerId) return undefined;
    const seen = () => mark(customerId);
    seen();
    window.addEventListener("focus", seen);
    return () => window.removeEventListener("focus", seen);
  }, [customerId, mark]);
  useChanges(
    useCallback(
      (change: Change) => {
        const arrived = change.kind === "message_arrived" && change.customerId === customerId;
        if (arrived && customerId && document.hasFocus()) mark(customerId);
      },
      [customerId, mark],
    ),
  );
}

/** Tells a screen reader, politely and not too often, who has written. */
function Announcer() {
  const { t } = useWords();
  const [customerId, setCustomerId] = useState("");
  const told = useRef(0);
  useChanges(
    useCallback((change: Change) => {
      if (change.kind !== "message_arrived" || !change.customerId || Date.now() - told.current < announceEvery) return;
      told.current = Date.now();
      setCustomerId(change.customerId);
    }, []),
  );
  return (
    <Hidden>
      <span role="status" aria-live="polite">
        {customerId !== "" && <Arrived key={customerId} customerId={customerId} words={t} />}
      </span>
    </Hidden>
  );
}

function Arrived({ customerId, words }: { customerId: string; words: ReturnType<typeof useWords>["t"] }) {
  const card = useCard(customerId).data;
  if (!card) return null;
  return words("announce.arrived", { name: card.name, channel: words(`channel.${card.proposed || "other"}`) });
}
