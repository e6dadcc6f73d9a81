import { useCallback, useEffect, useRef, useState } from "react";
import { problemOf } from "./api/bridge";
import type { Case } from "./api/cases";
import { closeConversation, type TakeBack, undoConversation } from "./api/closing";
import { useCard, useDeed, useTimelineSoon } from "./api/react";
import type { Channel, Desk } from "./api/types";
import { useCasesOf } from "./api/useCases";
import { useProfile } from "./api/usePeople";
import { useConversationQuestion } from "./ClosingQuestion";
import styles from "./Counter.module.css";
import { useCustomerDialogs } from "./CustomerDialogs";
import { useClosingOffer } from "./closingWords";
import { Composer, composerTextId } from "./features/composer/Composer";
import { FindBar, findFieldId } from "./features/conversation/FindBar";
import { Header } from "./features/conversation/Header";
import { Timeline } from "./features/conversation/Timeline";
import type { Sought } from "./features/conversation/useStickToNewest";
import { CustomerPanel } from "./features/customer/CustomerPanel";
import { useConsent } from "./features/customer/useConsent";
import { BoughtCard } from "./features/purchases/BoughtCard";
import { useWords } from "./i18n/react";
import { useCommands } from "./lib/commands";
import { focusWhenDrawn } from "./lib/focus";
import { moment, tomorrowMorning } from "./lib/time";
import { CaseLinks } from "./ui/caseLinks";
import { Notice } from "./ui/Notice";
import { Skeleton } from "./ui/Skeleton";
import { type Toast, useToasts } from "./ui/toasts";
import { useGone } from "./useGone";
import { useMatters } from "./useMatters";
import type { Opened } from "./whereabouts";
import { useWriteTo } from "./writing";

type Props = {
  opened: Opened;
  /** Called when the owner is through with the conversation, which leaves the tab. */
  onDone: () => void;
  /** Called when that was undone from the reply box. */
  onReturn: () => void;
  /** Called when the owner is through with looking at it. */
  onLeave: () => void;
  back?: { label: string; run: () => void } | undefined;
  /** True where the list is not beside it. */
  alone: boolean;
  /** Opens the customer's page. */
  onPage: () => void;
  onCase: (caseId: string) => void;
  /** Called with whose conversation this is since the customer was merged. */
  onMoved: (customerId: string) => void;
  /** True where there is no room for the panel beside the conversation. */
  drawer: boolean;
};

/** One open conversation: header, timeline, reply box, and the customer beside them. */
export function OpenConversation({
  opened,
  onDone,
  onReturn,
  onLeave,
  onPage,
  onCase,
  onMoved,
  back,
  alone,
  drawer,
}: Props) {
  const { customerId } = opened;
  const { t, explain } = useWords();
  const card = useCard(customerId);
  useTimelineSoon(customerId);
  const cases = useCasesOf(customerId).data?.cases;
  const [panel, setPanel] = useState(false);
  const [snoozing, setSnoozing] = useState(false);
  const finding = useFinding(opened);
  const told = cases?.find((each) => each.state !== "closed" && each.toldAt > 0);
  const askPromises = useConversationQuestion(customerId);
  const deeds = useDeeds({ customerId, name: card.data?.name ?? "", told }, onDone, onReturn, onLeave);
  const close = () => askPromises({ close: deeds.close });
  const silent = card.data?.state === "";
  const rests = card.data?.state === "closed" || card.data?.state === "snoozed";
  const served = useRef<Opened | null>(null);
  useEffect(() => {
    if (!opened.reply || served.current === opened) return undefined;
    served.current = opened;
    return focusWhenDrawn(composerTextId);
  }, [opened]);
  const matters = useMatters({ customerId, name: card.data?.name ?? "" }, finding.goTo, onReturn);
  const about = useAbout(customerId, card.data?.name ?? "", () => setPanel(drawer));
  const links = { onShow: finding.goTo, onCase };
  useMoved(card.error, onMoved);
  useGone(card.error, onLeave);
  useCommands({
    ...about.commands,
    "customer.page": { run: onPage },
    ...(!silent && {
      "conversation.close": { run: rests ? deeds.reopen : close },
      "conversation.unread": { run: deeds.unread },
    }),
    ...(!silent && card.data?.junk === false && { "conversation.junk": { run: deeds.junk } }),
    ...(!silent &&
      !rests && {
        "conversation.snooze": { run: () => setSnoozing(true) },
        "conversation.tomorrow": { run: () => deeds.snooze(tomorrowMorning(Date.now())) },
      }),
    "conversation.find": { run: finding.open },
    ...(finding.isOpen && { back: { run: finding.close } }),
    ...(drawer && { "customer.panel": { run: () => setPanel(!panel) } }),
  });
  if (card.error) {
    const retry = { label: t("trouble.retry"), run: () => void card.refetch() };
    return (
      <main className={styles.nobody}>
        <Notice tone="bad" text={explain(problemOf(card.error))} actions={[retry]} />
      </main>
    );
  }
  if (!card.data) {
    return (
      <main className={styles.nobody}>
        <Skeleton rows={5} label={t("conversation.loading")} />
      </main>
    );
  }
  return (
    <>
      <main className={styles.conversation}>
        <Header
          card={card.data}
          alone={alone}
          snoozeOpen={snoozing}
          onSnoozeOpen={setSnoozing}
          onClose={close}
          onReopen={deeds.reopen}
          onSnooze={deeds.snooze}
          back={back}
          onCustomer={drawer ? () => setPanel(!panel) : undefined}
          matter={matters.bar}
        />
        {finding.isOpen && <FindBar customerId={customerId} onShow={finding.show} onClose={finding.close} />}
        <div className={styles.part} data-pane="conversation">
          <CaseLinks cases={cases} onCase={onCase}>
            <Timeline
              customerId={customerId}
              name={card.data.name}
              sought={finding.sought}
              onNewest={finding.forget}
              deeds={matters.events}
            />
          </CaseLinks>
        </div>
        {matters.hint}
        <div className={styles.part} data-pane="composer">
          <Composer card={card.data} links={links} onClosing={askPromises} onDone={onDone} onReturn={onReturn} />
        </div>
      </main>
      {(!drawer || panel) && (
        <div className={drawer ? styles.drawer : styles.beside} data-pane="customer">
          <CustomerPanel
            card={card.data}
            onPage={onPage}
            story={matters.story(card.data)}
            cases={matters.block}
            bought={<BoughtCard customerId={card.data.customerId} heading="h4" />}
            onHide={drawer ? () => setPanel(false) : undefined}
            {...about.deeds}
            onShow={finding.goTo}
          />
        </div>
      )}
      {matters.dialogs}
    </>
  );
}

/** The message to show: what the conversation was opened for, else what was found in it last. */
function useFinding(opened: Opened) {
  const [isOpen, setOpen] = useState(false);
  const [sought, setSought] = useState<Sought | undefined>(opened.sought);
  const [before, setBefore] = useState(opened);
  if (before !== opened) {
    setBefore(opened);
    if (opened.sought) setSought(opened.sought);
  }
  const open = () => {
    setOpen(true);
    const field = document.getElementById(findFieldId);
    if (field instanceof HTMLInputElement) field.select();
  };
  // The same again is no new wish: the find bar repeats itself when the inbox comes back from behind another place.
  const show = useCallback((messageId: string, words: string) => {
    setSought((last) => (last?.messageId === messageId && last.words === words ? last : { messageId, words }));
  }, []);
  const goTo = useCallback((messageId: string) => setSought({ messageId, words: "" }), []);
  const forget = useCallback(() => setSought(undefined), []);
  return { isOpen, sought, open, close: () => setOpen(false), show, goTo, forget };
}

/** What can be done about the customer beside the conversation. */
function useAbout(customerId: string, name: string, showPanel: () => void) {
  const dialogs = useCustomerDialogs();
  const [tagging, setTagging] = useState(false);
  // It stands over the page, and would stay when a notification shows another place.
  useEffect(() => () => setTagging(false), []);
  const write = useWriteTo();
  const consent = useConsent(customerId, name);
  const likely = useProfile(customerId).data?.alike[0]?.b.customerId ?? null;
  const customer = { customerId, name };
  const tag = () => {
    showPanel();
    setTagging(true);
  };
  return {
    commands: {
      "customer.tags": { run: tag },
      "customer.merge": { run: () => dialogs.merge(customer, likely) },
      "customer.split": { run: () => dialogs.split(customer, null) },
      ...consent.commands,
    },
    deeds: {
      onWrite: (channel: Channel) => void write(customerId, channel),
      onMerge: (otherId: string | null) => dialogs.merge(customer, otherId),
      onSplit: (identityId: string | null) => dialogs.split(customer, identityId),
      tagging,
      onTagging: setTagging,
    },
  };
}

/** Goes along when the customer becomes part of another. */
function useMoved(error: Error | null, onMoved: (customerId: string) => void): void {
  const problem = error && problemOf(error);
  const into = problem?.code === "customer.merged" ? problem.params.into : undefined;
  useEffect(() => {
    if (into) onMoved(into);
  }, [into, onMoved]);
}

/** Whose conversation it is, and the open case whose number she knows. */
type Closing = { customerId: string; name: string; told: Case | undefined };

type Deed = (desk: Desk) => Promise<TakeBack>;

/** What the owner can decide about the whole conversation, each with its undo. */
function useDeeds({ customerId, name, told }: Closing, onDone: () => void, onReturn: () => void, onLeave: () => void) {
  const { t, locale, explain } = useWords();
  const toasts = useToasts();
  const offer = useClosingOffer();
  const deciding = useDeed((desk, deed: Deed) => deed(desk), customerId);
  const undoing = useDeed((_, takeBack: TakeBack) => takeBack(), customerId);
  const marking = useDeed((desk) => desk.inbox.markUnread(customerId), customerId);
  const reading = useDeed((desk) => desk.conversation.markRead(customerId), customerId);
  const complain = (thrown: unknown) => toasts.show({ tone: "bad", text: `${name}: ${explain(problemOf(thrown))}` });
  /** Tells what was done. It can be undone when the conversation is long out of sight. */
  const tell = (text: string, undo: () => Promise<unknown>, next?: Toast["next"]) => {
    const undone = () => toasts.show({ text: t("toast.undone", { name }) });
    const run = () => void undo().then(undone, complain);
    toasts.show({ text, action: { label: t("toast.undo"), run }, next, lasting: true });
  };
  /** What is told waits until it is on the disk. */
  const decide = (deed: Deed, text: string, next?: Toast["next"]) =>
    void deciding.mutateAsync(deed).then((takeBack) => tell(text, () => undoing.mutateAsync(takeBack), next), complain);
  /** The owner goes on at once; where it fails, the row is still there. */
  const decideAndGoOn: typeof decide = (...about) => {
    decide(...about);
    onDone();
  };
  const undoable =
    (deed: (conversation: Desk["conversation"]) => Promise<string>): Deed =>
    (desk) =>
      deed(desk.conversation).then(undoConversation(desk, customerId));
  const closing =
    (kept: readonly Case[]): Deed =>
    async (desk) => {
      await desk.conversation.markRead(customerId); // who closes at once has seen enough of it
      return closeConversation(desk, customerId, kept);
    };
  return {
    reopen: () =>
      decide(
        undoable((conversation) => conversation.reopen(customerId)),
        t("toast.reopened", { name }),
      ),
    close: (kept: readonly Case[]) =>
      decideAndGoOn(closing(kept), t("toast.closed", { name }), offer(customerId, told, onReturn)),
    junk: () =>
      decideAndGoOn(
        undoable((conversation) => conversation.junk(customerId)),
        t("toast.junked", { name }),
      ),
    snooze: (until: number) => {
      const time = moment(Date.now(), until, locale);
      decideAndGoOn(
        undoable((conversation) => conversation.snooze(customerId, until)),
        t("toast.snoozed", { name, time }),
      );
    },
    unread: () => {
      marking.mutateAsync().then(() => {
        onLeave();
        tell(t("toast.unread", { name }), () => reading.mutateAsync());
      }, complain);
    },
  };
}
