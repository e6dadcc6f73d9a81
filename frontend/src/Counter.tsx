import {
  Activity,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { AddCustomer } from "./AddCustomer";
import { Announcer } from "./Announcer";
import { problemOf } from "./api/bridge";
import { useChanges, useDesk, useHealth, useInboxRows } from "./api/react";
import { useReadAhead } from "./api/readAhead";
import type { AccountCard } from "./api/settings";
import type { Change, TurnState } from "./api/types";
import { usePreferences } from "./api/useSettings";
import { Buying } from "./Buying";
import { CasesPlace } from "./CasesPlace";
import styles from "./Counter.module.css";
import { CustomersPlace } from "./CustomersPlace";
import { Doors } from "./Doors";
import { composerTextId } from "./features/composer/Composer";
import { InboxList } from "./features/inbox/InboxList";
import { ListHead } from "./features/inbox/ListHead";
import { rowId } from "./features/inbox/Row";
import { Rail } from "./features/rail/Rail";
import { SearchField } from "./features/search/SearchField";
import { SearchPage } from "./features/search/SearchPage";
import { AccountTrouble, DemoBar } from "./features/shop/Banners";
import { HealthLine } from "./features/shop/HealthLine";
import { NotOpened } from "./features/shop/NotOpened";
import { Unlock } from "./features/shop/Unlock";
import { Welcome } from "./features/welcome/Welcome";
import { useWords } from "./i18n/react";
import { Logbook, useLogbook } from "./Logbook";
import { useCommands } from "./lib/commands";
import { focusWhenDrawn } from "./lib/focus";
import { isTyping } from "./lib/keys";
import { useLayout } from "./lib/layout";
import type { Repair } from "./lib/repair";
import { type SettingsSection, sectionCommand, settingsSections } from "./lib/sections";
import { useStable } from "./lib/stable";
import { OpenConversation } from "./OpenConversation";
import { Overlays } from "./Overlays";
import { stepPane } from "./panes";
import type { RailPlace } from "./places";
import { Notice } from "./ui/Notice";
import { Tips } from "./ui/Tips";
import { ToastPlace } from "./ui/toasts";
import { useCampaignsPlace } from "./useCampaignsPlace";
import { useCasesPlace } from "./useCasesPlace";
import { useCustomersPlace } from "./useCustomersPlace";
import { useDropsElsewhere } from "./useDropsElsewhere";
import { usePhrasesPlace } from "./usePhrasesPlace";
import { recentFor, useWhereabouts } from "./whereabouts";

// Half the size of the page, and nobody begins the day here: read when they are first opened.
const Settings = lazy(async () => ({ default: (await import("./features/settings/Settings")).Settings }));
const Phrases = lazy(async () => ({ default: (await import("./features/phrases/Phrases")).Phrases }));
const Campaigns = lazy(async () => ({ default: (await import("./features/campaigns/Campaigns")).Campaigns }));
const AssistSection = lazy(async () => ({
  default: (await import("./features/accounts/AssistSection")).AssistSection,
}));
const SurveysSection = lazy(async () => ({
  default: (await import("./features/surveys/SurveysSection")).SurveysSection,
}));
const Satisfaction = lazy(async () => ({ default: (await import("./features/surveys/Satisfaction")).Satisfaction }));
const Accounts = lazy(async () => ({ default: (await import("./features/accounts/Accounts")).Accounts }));

type Props = {
  demo: boolean;
  /** The owner has come to connect her shop. */
  connect: boolean;
  /** Stands where no conversation is open. */
  aside: ReactNode;
};

/** The counter: the rail, the list, the conversation and the customer, put together. */
export function Counter({ demo, connect, aside }: Props) {
  const { t } = useWords();
  const layout = useLayout();
  const single = layout === "single";
  const [section, setSection] = useState<SettingsSection>(connect ? "channels" : "shop");
  const [repair, setRepair] = useState<Repair | null>(null);
  /** The account whose way in from outside is shown. */
  const [door, setDoor] = useState<AccountCard | null>(null);
  const [state, setState] = useState<TurnState>("reply");
  const where = useWhereabouts(connect ? "settings" : "inbox");
  const { place, setPlace, opened, ask, setAsk, open, leave, search } = where;
  const selected = opened?.customerId ?? null;
  const customers = useCustomersPlace(where);
  const cases = useCasesPlace(where);
  const phrases = usePhrasesPlace(where);
  const campaigns = useCampaignsPlace(where);
  /** What the sheet for a new customer begins with; null: it is not open. */
  const [newcomer, setNewcomer] = useState<string | null>(null);
  const logbook = useLogbook();
  const beside = logbook.place === "side";
  const health = useHealth();
  const { rows } = useInboxRows(state);
  const { openNext: openNextToo } = usePreferences().listing;
  const desk = useDesk();
  const openById = useCallback((customerId: string) => open({ customerId }), [open]);
  useEffect(() => desk.onOpen(openById), [desk, openById]);
  const inView = place === "inbox" ? selected : place === "customers" ? customers.props.page : null;
  useMarkRead(place === "inbox" ? selected : null);
  useDropsElsewhere(place === "inbox" && opened !== null);

  const inFront = useRef<string | null>(null);
  useLayoutEffect(() => {
    inFront.current = place === "inbox" ? selected : null;
  });
  /**
   * The customers as the list showed them last with the open one among them: what is closed may be out of it before that is
   * known here. Null while the list is not there.
   */
  const listed = useRef<string[] | null>(null);
  const onListed = useCallback((customerIds: string[] | null) => {
    listed.current = customerIds;
  }, []);
  const around = () => {
    const ids = listed.current ?? rows.map((row) => row.customerId);
    const at = selected === null ? -1 : ids.indexOf(selected);
    return { first: ids[0], known: at >= 0, before: ids[at - 1], after: ids[at + 1] };
  };
  /**
   * After closing or putting off, the next one in the list opens by itself, unless she has gone elsewhere meanwhile. Who
   * would rather stay in the list finds the focus on it there.
   */
  const openNext = useStable((done: string) => {
    const { known, before, after = before } = around();
    if ((!known && !single) || inFront.current !== done) return;
    if (!single && openNextToo && after !== undefined) {
      open({ customerId: after });
      return;
    }
    leave();
    if (after !== undefined) focusWhenDrawn(rowId(after));
  });
  // Under the pointer another one may be the next: then that one is read when it opens.
  const at = rows.findIndex((row) => row.customerId === selected);
  useReadAhead(single || at < 0 ? null : (rows[at + 1] ?? rows[at - 1])?.customerId);
  /** Opens the next one, or the one before; who is writing goes on writing there. */
  const step = (by: 1 | -1) => {
    const { first, known, before, after } = around();
    const next = known ? (by > 0 ? after : before) : first;
    if (next) open({ customerId: next, reply: document.activeElement?.id === composerTextId });
  };

  const toList = () => {
    const row = selected && document.getElementById(rowId(selected));
    if (row) row.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const goTo = (to: RailPlace) => {
    // The place one is in already goes back to its beginning.
    if (to === "inbox" && place === "inbox") setState("reply");
    if (to === "customers" && place === "customers") customers.open(null);
    setPlace(to);
  };
  const toSettings = (wanted: SettingsSection) => {
    setSection(wanted);
    setPlace("settings");
  };
  const mend = (wanted: Repair | null) => {
    setRepair(wanted);
    toSettings("channels");
  };
  const back = () => {
    if (place === "search") setPlace("inbox");
    else if (opened?.fromSearch && !isTyping(document.activeElement)) search();
    else if (single) leave();
    else toList();
  };
  useCommands({
    "place.inbox": { run: () => setPlace("inbox") },
    "place.customers": { run: () => goTo("customers") },
    "place.cases": { run: () => goTo("cases") },
    "place.campaigns": { run: () => setPlace("campaigns") },
    "campaigns.new": { run: campaigns.begin },
    "place.phrases": { run: () => setPlace("phrases") },
    "phrases.newReply": { run: () => phrases.begin("reply") },
    "phrases.newAnswer": { run: () => phrases.begin("answer") },
    "place.settings": { run: () => setPlace("settings") },
    ...Object.fromEntries(settingsSections.map((each) => [sectionCommand(each), { run: () => toSettings(each) }])),
    "cases.acts": { run: cases.openActs },
    "cases.promises": { run: cases.openPromises },
    "customers.new": { run: () => setNewcomer("") },
    "search.page": { run: () => search() },
    "pane.next": { run: () => stepPane(1) },
    "pane.previous": { run: () => stepPane(-1) },
    back: { run: back },
  });
  // Apart from the others: offered anew, they would go before what the place says for itself.
  useCommands(
    place === "inbox"
      ? { "conversation.next": { run: () => step(1) }, "conversation.previous": { run: () => step(-1) } }
      : {},
  );

  if (!health.data && health.error) {
    return <NotOpened problem={problemOf(health.error)} onWait={() => void health.refetch()} />;
  }
  if (health.data?.fresh && place === "inbox") {
    return (
      <div className={styles.window}>
        <Welcome onConnect={() => mend(null)} />
      </div>
    );
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
      <div className={styles.app} data-beside={beside || undefined}>
        <Rail place={place} onPlace={goTo} />
        <Activity mode={place === "inbox" ? "visible" : "hidden"}>
          <div className={styles.zones}>
            {!(single && selected) && (
              <section className={styles.list} data-pane="list" aria-label={t("list.label")}>
                <ListHead>
                  <SearchField />
                </ListHead>
                <Unlock />
                <AccountTrouble demo={demo} onRepair={mend} onConnect={() => mend(null)} />
                <InboxList state={state} onState={setState} selected={selected} onOpen={openById} onListed={onListed} />
                <HealthLine />
                {toast}
              </section>
            )}
            {single && selected && <div className={styles.toastOver}>{toast}</div>}
            {opened ? (
              <OpenConversation
                key={opened.customerId}
                opened={opened}
                onDone={() => openNext(opened.customerId)}
                onReturn={() => open(opened)}
                onLeave={() => {
                  if (inFront.current !== opened.customerId) return;
                  leave();
                  document.getElementById(rowId(opened.customerId))?.focus();
                }}
                onPage={() => customers.open(opened.customerId)}
                onCase={cases.open}
                onMoved={(customerId) => open({ customerId, fromSearch: opened.fromSearch })}
                back={backTo}
                alone={single}
                drawer={layout === "compact" || single || beside}
              />
            ) : (
              !single && (
                <main className={styles.nobody}>
                  {aside ?? <Notice title={t("conversation.none.title")} text={t("conversation.none.text")} />}
                </main>
              )
            )}
          </div>
        </Activity>
        {place === "search" && (
          <div className={styles.zones} data-pane="search">
            <SearchPage
              onCreate={setNewcomer}
              ask={ask}
              onAsk={setAsk}
              onCustomer={(customerId) => open({ customerId, fromSearch: true })}
              onMessage={({ customerId, messageId }, words) =>
                open({ customerId, sought: { messageId, words }, fromSearch: true })
              }
              onClose={() => setPlace("inbox")}
            />
            <div className={styles.toastAside}>{toast}</div>
          </div>
        )}
        {customers.visited && (
          <Activity mode={place === "customers" ? "visible" : "hidden"}>
            <CustomersPlace {...customers.props} onCase={cases.open} onCreate={setNewcomer} />
          </Activity>
        )}
        {cases.visited && (
          <Activity mode={place === "cases" ? "visible" : "hidden"}>
            <CasesPlace
              {...cases.props}
              single={single}
              onCustomer={customers.open}
              onRules={() => toSettings("behalf")}
            />
          </Activity>
        )}
        {campaigns.visited && (
          <Activity mode={place === "campaigns" ? "visible" : "hidden"}>
            <Suspense>
              <Campaigns
                {...campaigns.props}
                onCustomer={({ customerId, messageId }) =>
                  open({ customerId, ...(messageId !== "" && { sought: { messageId, words: "" } }) })
                }
              />
            </Suspense>
          </Activity>
        )}
        {phrases.visited && (
          <Activity mode={place === "phrases" ? "visible" : "hidden"}>
            <Suspense>
              <Phrases {...phrases.props} />
            </Suspense>
          </Activity>
        )}
        {place === "settings" && (
          <Suspense>
            <Settings
              section={section}
              onSection={setSection}
              channels={<Accounts demo={demo} repair={repair} onRepaired={() => setRepair(null)} onDoor={setDoor} />}
              assist={<AssistSection />}
              surveys={<SurveysSection />}
              satisfaction={
                <Satisfaction
                  onMessage={(customerId, messageId) => open({ customerId, sought: { messageId, words: "" } })}
                />
              }
              onBack={() => setPlace("inbox")}
            />
          </Suspense>
        )}
        <Logbook {...logbook} customerId={inView} onCustomer={openById} />
      </div>
      <Overlays
        recent={recentFor(where.recent, opened?.customerId, rows)}
        inView={inView}
        onCustomer={openById}
        onWrite={(customerId) => open({ customerId, reply: true })}
        onMessage={({ customerId, messageId }, words) => open({ customerId, sought: { messageId, words } })}
        onCase={cases.open}
        onAll={search}
        onCreate={setNewcomer}
      />
      {inView !== null && <Buying key={inView} customerId={inView} />}
      {newcomer !== null && (
        <AddCustomer
          typed={newcomer}
          onClose={() => setNewcomer(null)}
          onPage={customers.open}
          onGone={(customerId) => {
            customers.forget(customerId);
            if (selected === customerId) leave();
          }}
        />
      )}
      <Doors demo={demo} open={door} onOpen={setDoor} onSeveral={() => toSettings("channels")} />
      <Tips titleOf={(command) => t(`command.${command}`)} />
      <Announcer />
    </div>
  );
}

/** How long a conversation is looked at before it counts as read: whoever only goes past has not read it. */
const aLook = 300;

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
    const looked = setTimeout(seen, aLook);
    window.addEventListener("focus", seen);
    return () => {
      clearTimeout(looked);
      window.removeEventListener("focus", seen);
    };
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
