import { useEffect, useState } from "react";
import { problemOf } from "./api/bridge";
import { useCard, useDeed } from "./api/react";
import type { Channel } from "./api/types";
import { useProfile } from "./api/usePeople";
import styles from "./Counter.module.css";
import { useCustomerDialogs } from "./CustomerDialogs";
import { Composer } from "./features/composer/Composer";
import { Header } from "./features/conversation/Header";
import { Timeline } from "./features/conversation/Timeline";
import { CustomerPanel } from "./features/customer/CustomerPanel";
import { useWords } from "./i18n/react";
import { useCommands } from "./lib/commands";
import { moment } from "./lib/time";
import { Notice } from "./ui/Notice";
import { Skeleton } from "./ui/Skeleton";
import { useToasts } from "./ui/toasts";
import { useWriting } from "./writing";

type Props = {
  customerId: string;
  /** Called after the conversation left the tab by the owner's hand. */
  onDone: () => void;
  /** Called when that was undone from the reply box. */
  onReturn: () => void;
  onBack?: (() => void) | undefined;
  /** Opens the customer's page. */
  onPage: () => void;
  /** Called with whose conversation this is since the customer was merged. */
  onMoved: (customerId: string) => void;
  /** True where there is no room for the panel beside the conversation. */
  drawer: boolean;
};

/** One open conversation: header, timeline, reply box, and the customer beside them. */
export function OpenConversation({ customerId, onDone, onReturn, onBack, onPage, onMoved, drawer }: Props) {
  const { t, explain } = useWords();
  const card = useCard(customerId);
  const [panel, setPanel] = useState(false);
  const [snoozing, setSnoozing] = useState(false);
  const deeds = useDeeds(customerId, card.data?.name ?? "", onDone);
  const rests = card.data?.state === "closed" || card.data?.state === "snoozed";
  const about = useAbout(customerId, card.data?.name ?? "", () => setPanel(drawer));
  useMoved(card.error, onMoved);
  useCommands({
    ...about.commands,
    "customer.page": { run: onPage },
    "conversation.close": { run: rests ? deeds.reopen : deeds.close },
    "conversation.snooze": { run: () => setSnoozing(!rests) },
    "customer.panel": { run: () => setPanel(drawer && !panel) },
  });
  if (card.error) {
    const retry = { label: t("trouble.retry"), run: () => void card.refetch() };
    return (
      <main className={styles.nobody}>
        <Notice tone="bad" text={explain(problemOf(card.error))} action={retry} />
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
          snoozeOpen={snoozing}
          onSnoozeOpen={setSnoozing}
          onClose={deeds.close}
          onReopen={deeds.reopen}
          onSnooze={deeds.snooze}
          onBack={onBack}
          onCustomer={drawer ? () => setPanel(!panel) : undefined}
        />
        <Timeline customerId={customerId} name={card.data.name} />
        <Composer card={card.data} onDone={onDone} onReturn={onReturn} />
      </main>
      {(!drawer || panel) && (
        <div className={drawer ? styles.drawer : styles.beside}>
          <CustomerPanel
            card={card.data}
            onPage={onPage}
            onHide={drawer ? () => setPanel(false) : undefined}
            {...about.deeds}
          />
        </div>
      )}
    </>
  );
}

/** What can be done about the customer beside the conversation. */
function useAbout(customerId: string, name: string, showPanel: () => void) {
  const dialogs = useCustomerDialogs();
  const [tagging, setTagging] = useState(false);
  const write = useWriting();
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

/** What the owner can decide about the whole conversation, each with its undo. */
function useDeeds(customerId: string, name: string, onDone: () => void) {
  const { t, locale, explain } = useWords();
  const toasts = useToasts();
  const closing = useDeed((desk) => desk.conversation.close(customerId), customerId);
  const reopening = useDeed((desk) => desk.conversation.reopen(customerId), customerId);
  const snoozing = useDeed((desk, until: number) => desk.conversation.snooze(customerId, until), customerId);
  const undoing = useDeed((desk, decision: string) => desk.conversation.undo(customerId, decision), customerId);
  const complain = (thrown: unknown) => toasts.show({ tone: "bad", text: explain(problemOf(thrown)) });
  const done = (decision: string, text: string) => {
    onDone();
    const undo = () => undoing.mutate(decision, { onError: complain });
    toasts.show({ text, action: { label: t("toast.undo"), run: undo } });
  };
  return {
    reopen: () => reopening.mutate(undefined, { onError: complain }),
    close: () => {
      closing.mutateAsync().then((decision) => done(decision, t("toast.closed", { name })), complain);
    },
    snooze: (until: number) => {
      const time = moment(Date.now(), until, locale);
      snoozing.mutateAsync(until).then((decision) => done(decision, t("toast.snoozed", { name, time })), complain);
    },
  };
}
