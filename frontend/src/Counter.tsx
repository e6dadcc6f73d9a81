import { Activity, lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { problemOf } from "./api/bridge";
import { useCard, useChanges, useDesk, useHealth, useInboxRows } from "./api/react";
import type { Change, Channel, TurnState } from "./api/types";
import styles from "./Counter.module.css";
import { CustomersPlace } from "./CustomersPlace";
import { composerTextId } from "./features/composer/Composer";
import { InboxList } from "./features/inbox/InboxList";
import { rowId } from "./features/inbox/Row";
import { Rail } from "./features/rail/Rail";
import { SearchField, searchFieldId } from "./features/search/SearchField";
import { SearchResults } from "./features/search/SearchResults";
import type { SettingsSection } from "./features/settings/Settings";
import { AccountTrouble, DemoBar } from "./features/shop/Banners";
import { HealthLine } from "./features/shop/HealthLine";
import { Unlock } from "./features/shop/Unlock";
import { useWords } from "./i18n/react";
import { useCommands } from "./lib/commands";
import { useLayout } from "./lib/layout";
import type { Repair } from "./lib/repair";
import { OpenConversation } from "./OpenConversation";
import type { Place } from "./places";
import { Hidden } from "./ui/Hidden";
import { Notice } from "./ui/Notice";
import { ToastPlace } from "./ui/toasts";
import { useWriting } from "./writing";

// Half the size of the page, and nobody begins the day here: read when they are first opened.
const Settings = lazy(async () => ({ default: (await import("./features/settings/Settings")).Settings }));
const Accounts = lazy(async () => ({ default: (await import("./features/accounts/Accounts")).Accounts }));

/** How often a screen reader may be told of new messages. */
const announceEvery = 5_000;

/** The counter: the rail, the list, the conversation and the customer, put together. */
export function Counter({ demo }: { demo: boolean }) {
  const { t, explain } = useWords();
  const layout = useLayout();
  const [place, setPlace] = useState<Place>("inbox");
  const [section, setSection] = useState<SettingsSection>("shop");
  const [repair, setRepair] = useState<Repair | null>(null);
  const [state, setState] = useState<TurnState>("reply");
  const [query, setQuery] = useState("");
  const [selected, setSelected] = useState<string | null>(null);
  const customers = useCustomersPlace(place, setPlace, setSelected);
  const health = useHealth();
  const { rows } = useInboxRows(state);
  useMarkRead(place === "inbox" ? selected : null);

  /** After closing or putting off, the next one in the list opens by itself. */
  const openNext = useCallback(() => {
    const at = rows.findIndex((row) => row.customerId === selected);
    if (at < 0) return;
    const next = rows[at + 1] ?? rows[at - 1];
    setSelected(layout === "single" ? null : (next?.customerId ?? null));
  }, [rows, selected, layout]);

  const toList = () => {
    const row = selected && document.getElementById(rowId(selected));
    if (row) row.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const goTo = (to: Place) => {
    // The place one is in already goes back to its beginning.
    if (to === "inbox" && place === "inbox") {
      setQuery("");
      setState("reply");
    }
    if (to === "customers" && place === "customers") customers.open(null);
    setPlace(to);
  };
  const mend = (wanted: Repair | null) => {
    setRepair(wanted);
    setSection("channels");
    setPlace("settings");
  };
  useCommands({
    "place.inbox": { run: () => setPlace("inbox") },
    "place.customers": { run: () => goTo("customers") },
    "place.settings": { run: () => setPlace("settings") },
  });
  useCommands({
    "search.open": {
      run: () => {
        flushSync(() => setPlace("inbox"));
        document.getElementById(searchFieldId)?.focus();
      },
    },
    "conversation.reply": {
      when: () => place === "inbox",
      run: () => document.getElementById(composerTextId)?.focus(),
    },
    back: {
      run: () => {
        if (query !== "") setQuery("");
        else if (layout === "single") setSelected(null);
        else toList();
      },
    },
  });

  if (!health.data && health.error) {
    const retry = { label: t("trouble.retry"), run: () => void health.refetch() };
    return <Notice tone="bad" title={t("trouble.title")} text={explain(problemOf(health.error))} action={retry} />;
  }
  return (
    <div className={styles.window}>
      {demo && <DemoBar />}
      <div className={styles.app}>
        <Rail place={place} onPlace={goTo} />
        <Activity mode={place === "inbox" ? "visible" : "hidden"}>
          <div className={styles.zones}>
            {!(layout === "single" && selected) && (
              <section className={styles.list} aria-label={t("list.label")}>
                <header className={styles.listHead}>
                  <h1>{t("nav.inbox")}</h1>
                  <SearchField query={query} onQuery={setQuery} />
                </header>
                <Unlock />
                <AccountTrouble demo={demo} onRepair={mend} onConnect={() => mend(null)} />
                {query.trim() === "" ? (
                  <InboxList state={state} onState={setState} selected={selected} onOpen={setSelected} />
                ) : (
                  <SearchResults query={query} selected={selected} onOpen={setSelected} />
                )}
                <HealthLine />
                <ToastPlace dismissLabel={t("toast.dismiss")} />
              </section>
            )}
            {layout === "single" && selected && (
              <div className={styles.toastOver}>
                <ToastPlace dismissLabel={t("toast.dismiss")} />
              </div>
            )}
            {selected ? (
              <OpenConversation
                key={selected}
                customerId={selected}
                onDone={openNext}
                onReturn={() => setSelected(selected)}
                onBack={layout === "single" ? () => setSelected(null) : undefined}
                onPage={() => customers.open(selected)}
                onMoved={setSelected}
                drawer={layout === "compact" || layout === "single"}
              />
            ) : (
              layout !== "single" && (
                <main className={styles.nobody}>
                  <Notice title={t("conversation.none.title")} text={t("conversation.none.text")} />
                </main>
              )
            )}
          </div>
        </Activity>
        {customers.visited && (
          <Activity mode={place === "customers" ? "visible" : "hidden"}>
            <CustomersPlace {...customers.props} />
          </Activity>
        )}
        {place === "settings" && (
          <Suspense>
            <Settings
              section={section}
              onSection={setSection}
              channels={<Accounts demo={demo} repair={repair} onRepaired={() => setRepair(null)} />}
              onBack={() => setPlace("inbox")}
            />
          </Suspense>
        )}
      </div>
      <Announcer />
    </div>
  );
}

/** The place of the customers: whose page is open there, and where it was opened from. */
function useCustomersPlace(place: Place, goTo: (place: Place) => void, select: (customerId: string) => void) {
  const [page, setPage] = useState<{ customerId: string; from: Place } | null>(null);
  const [visited, setVisited] = useState(false);
  const write = useWriting();
  if (place === "customers" && !visited) setVisited(true);
  const open = (customerId: string | null) => {
    setPage(customerId === null ? null : { customerId, from: page?.from ?? place });
    goTo("customers");
  };
  return {
    visited,
    open,
    props: {
      page: page?.customerId ?? null,
      onPage: open,
      onWrite: (customerId: string, channel: Channel | null) => {
        setPage(null);
        select(customerId);
        goTo("inbox");
        void write(customerId, channel);
      },
      onReturn: () => {
        if (page?.from !== "inbox") return false;
        setPage(null);
        goTo("inbox");
        return true;
      },
      onLeave: () => goTo("inbox"),
    },
  };
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
