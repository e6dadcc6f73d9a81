import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Case, type CaseClass, type CasesDesk, caseClasses, type Hint } from "./api/cases";
import { closeCase, type TakeBack, undoCase } from "./api/closing";
import { useDesk, useTimeline } from "./api/react";
import type { Card, TimelineEntry } from "./api/types";
import { useCaseDeed, useCasesOf } from "./api/useCases";
import { useBought } from "./api/usePurchases";
import { useClosingQuestion } from "./ClosingQuestion";
import { useCustomerDialogs } from "./CustomerDialogs";
import { useCopyNumber, useReadingWords } from "./caseNumbers";
import { useClosingOffer } from "./closingWords";
import { useComplain } from "./complain";
import { CaseBar } from "./features/matters/CaseBar";
import { CaseChooser } from "./features/matters/CaseChooser";
import { CaseMenu } from "./features/matters/CaseMenu";
import { CasesBlock } from "./features/matters/CasesBlock";
import { HintBanner } from "./features/matters/HintBanner";
import { headCase } from "./features/matters/rules";
import { StoryCard } from "./features/matters/StoryCard";
import { useWords } from "./i18n/react";
import { type Handlers, useCommands } from "./lib/commands";
import { useNow } from "./lib/now";
import { useStable } from "./lib/stable";
import { moment } from "./lib/time";
import { ReadAloud } from "./ui/CaseNumber";
import { type Toast, useToasts } from "./ui/toasts";

type Customer = { customerId: string; name: string };

/** What is open over the conversation. */
type Asked = { kind: "menu" | "promise" | "read" | "merge" } | { kind: "join"; messageId: string };

/**
 * The cases of an open conversation: what its head, its timeline and its panel show of them, and the commands. show
 * goes to a message, toFront to the conversation where another is in front.
 */
export function useMatters(customer: Customer, show: (messageId: string) => void, toFront?: () => void) {
  const { t } = useWords();
  const complain = useComplain();
  const { customerId } = customer;
  const desk = useDesk();
  const known = useCasesOf(customerId).data;
  const cases = known?.cases ?? [];
  const { items } = useTimeline(customerId);
  const bought = useBought(customerId).data;
  const toasts = useToasts();
  const copy = useCopyNumber();
  const [chosen, setChosen] = useState("");
  const [asked, setAsked] = useState<Asked | null>(null);
  // It stands over the page, and would stay when another place is shown.
  useEffect(() => () => setAsked(null), []);
  const current = headCase(cases, chosen, useNow(60_000));
  const deeds = useCaseDeeds(customer, toFront);
  const pointed = usePointedMessage();
  const close = () => setAsked(null);
  const openNew = () => deeds.open(setChosen);
  const hint = known?.hints[0];
  /** The message that is pointed at, else the one that is asked about, else the newest. */
  const about = () =>
    pointed() ??
    (hint?.kind === "other_matter" ? hint.messageId : undefined) ??
    items.findLast((item) => item.kind === "message" && item.caseId !== "")?.id;
  const several = cases.length > 1;
  const ask = useCallback((messageId: string) => setAsked({ kind: "join", messageId }), []);
  const split = useStable((messageId: string) => {
    const inCase = items.filter((item) => item.kind === "message" && item.caseId !== "");
    const of = inCase.find((item) => item.id === messageId);
    const first = inCase.find((item) => item.kind === "message" && of?.kind === "message" && item.caseId === of.caseId);
    if (of && first === of) toasts.show({ text: t("matter.isFirst") });
    else deeds.split(messageId);
  });
  const events = useMemo(() => ({ onSplit: split, onJoin: several ? ask : undefined }), [split, several, ask]);
  useCommands({ "case.open": { run: openNew }, ...(current && commandsOf(current)) });

  function commandsOf(matter: Case): Handlers {
    const isOpen = matter.state !== "closed";
    const withMessage = (run: (messageId: string) => void) => () => {
      const messageId = about();
      if (messageId) run(messageId);
    };
    return {
      ...Object.fromEntries(caseClasses.map((each) => [`case.${each}`, { run: () => deeds.classify(matter, each) }])),
      "case.copy": { run: () => void copy(matter.protocol) },
      "case.read": { run: () => setAsked({ kind: "read" }) },
      "case.close": { run: () => (isOpen ? deeds.close(matter) : deeds.reopen(matter)) },
      "case.choose": { run: () => setAsked({ kind: "menu" }) },
      "case.split": { run: withMessage(split) },
      ...(isOpen && { "case.promise": { run: () => setAsked({ kind: "promise" }) } }),
      ...(matter.promisedAt > 0 && { "case.keep": { run: () => deeds.keep(matter) } }),
      ...(several && {
        "case.join": { run: withMessage(ask) },
        "case.merge": { run: () => setAsked({ kind: "merge" }) },
      }),
    };
  }

  const toggle = (kind: "menu" | "promise") => (open: boolean) => setAsked(open ? { kind } : null);
  /** Goes to where a case begins. */
  const toBeginning = async (matter: Case) => {
    setChosen(matter.id);
    try {
      const first = (await desk.cases.story(matter.id)).items[0];
      if (first) show(first.id);
    } catch (thrown) {
      complain(thrown);
    }
  };
  const bar = current && (
    <CaseBar
      matter={current}
      promising={asked?.kind === "promise"}
      onPromising={toggle("promise")}
      onPromise={(by, words) => {
        close();
        deeds.promise(current, by, words);
      }}
      onKeep={() => deeds.keep(current)}
      onCopy={() => void copy(current.protocol)}
      onClass={(is) => deeds.classify(current, is)}
      menu={
        <CaseMenu
          cases={cases}
          current={current}
          open={asked?.kind === "menu"}
          onOpen={toggle("menu")}
          onChoose={setChosen}
          onClass={(is) => deeds.classify(current, is)}
        />
      }
    />
  );
  return {
    bar,
    events,
    hint: hint && <Question customer={customer} hint={hint} deeds={deeds} onSplit={split} show={show} />,
    story: (card: Card) => <StoryCard card={card} cases={cases} entries={items} bought={bought} />,
    block: <CasesBlock cases={cases} onOpen={(matter) => void toBeginning(matter)} onNew={openNew} />,
    dialogs: current && asked && (
      <Dialogs asked={asked} cases={cases} current={current} items={items} deeds={deeds} close={close} />
    ),
  };
}

type Deeds = ReturnType<typeof useCaseDeeds>;

type DialogsProps = {
  asked: Asked;
  cases: Case[];
  current: Case;
  items: TimelineEntry[];
  deeds: Deeds;
  close: () => void;
};

/** What is asked in front of everything else. */
function Dialogs({ asked, cases, current, items, deeds, close }: DialogsProps) {
  const { t } = useWords();
  const reading = useReadingWords();
  /** First closed, then done. */
  const closing =
    <A extends unknown[]>(then: (...args: A) => void) =>
    (...args: A) => {
      close();
      then(...args);
    };
  if (asked.kind === "read") {
    const told = closing(() => deeds.told(current));
    return <ReadAloud protocol={current.protocol} words={reading} onClose={close} onTold={told} />;
  }
  if (asked.kind === "merge") {
    return (
      <CaseChooser
        title={t("matter.mergeTitle", { number: current.protocol })}
        cases={cases.filter((k) => k !== current)}
        onClose={close}
        onChoose={closing((keep: Case) => deeds.merge(keep, current))}
      />
    );
  }
  if (asked.kind !== "join") return null;
  const { messageId } = asked;
  const message = items.find((item) => item.id === messageId);
  return (
    <CaseChooser
      title={t("matter.joinTitle")}
      cases={cases.filter((k) => message?.kind !== "message" || message.caseId !== k.id)}
      onClose={close}
      onChoose={closing((k: Case) => deeds.join(k.id, k.protocol, messageId))}
    />
  );
}

type QuestionProps = {
  customer: Customer;
  hint: Hint;
  deeds: Deeds;
  onSplit: (messageId: string) => void;
  show: (messageId: string) => void;
};

function Question({ customer, hint, deeds, onSplit, show }: QuestionProps) {
  const dialogs = useCustomerDialogs();
  const join = ({ caseId, number, messageId }: Hint) => deeds.join(caseId, number, messageId);
  return (
    <HintBanner
      hint={hint}
      customerId={customer.customerId}
      onLook={show}
      onSamePerson={(asked) => dialogs.merge(customer, asked.customerId, () => join(asked))}
      onJoin={join}
      onSplit={onSplit}
      onDismiss={deeds.dismiss}
    />
  );
}

type Deed<R> = (cases: CasesDesk) => Promise<R>;

/** What the owner decides about cases, each with its undo. */
function useCaseDeeds({ customerId, name }: Customer, toFront: (() => void) | undefined) {
  const { t, locale } = useWords();
  const toasts = useToasts();
  const offer = useClosingOffer();
  const askPromises = useClosingQuestion();
  const deciding = useCaseDeed((desk, deed: Deed<TakeBack>) => deed(desk.cases), customerId);
  const undoing = useCaseDeed((_, takeBack: TakeBack) => takeBack(), customerId);
  const telling = useCaseDeed((desk, caseId: string) => desk.cases.toldAloud(caseId), customerId);
  const complain = useComplain();
  const undone = () => toasts.show({ text: t("toast.undone", { name }) });
  /** Does it, tells so, and offers to take it back. */
  const offerUndo = (text: string, deed: Deed<TakeBack>, next?: Toast["next"]) => {
    const done = (takeBack: TakeBack) => {
      const run = () => void undoing.mutateAsync(takeBack).then(undone, complain);
      toasts.show({ text, action: { label: t("toast.undo"), run }, next, lasting: true });
    };
    deciding.mutateAsync(deed).then(done, complain);
  };
  /** Decides about a case: the deed gives the case and what undo of it takes. */
  const decide = (text: string, deed: Deed<{ caseId: string; done: string }>) =>
    offerUndo(text, async (cases) => {
      const { caseId, done } = await deed(cases);
      return undoCase(cases, caseId)(done);
    });
  const about = (matter: Case, text: string, deed: Deed<string>) =>
    decide(text, async (cases) => ({ caseId: matter.id, done: await deed(cases) }));
  return {
    /** The class that it has already is taken away. */
    classify: (matter: Case, is: CaseClass) => {
      const taken = matter.class === is;
      const text = taken ? t("matter.unclassified") : t("matter.classified", { class: t(`class.${is}`) });
      about(matter, text, (cases) => cases.classify(matter.id, taken ? "" : is));
    },
    promise: (matter: Case, by: number, words: string) => {
      const text = t("matter.promised", { time: moment(Date.now(), by, locale) });
      about(matter, text, (cases) => cases.promise(matter.id, by, words));
    },
    keep: (matter: Case) => about(matter, t("matter.kept"), (cases) => cases.keep(matter.id)),
    open: (opened: (caseId: string) => void) =>
      decide(t("matter.openedNow"), async (cases) => {
        const made = await cases.open(customerId);
        opened(made.caseId);
        return made;
      }),
    close: (matter: Case) => {
      const close = (kept: readonly Case[]) =>
        offerUndo(
          t("matter.closedNow", { number: matter.protocol }),
          (cases) => closeCase(cases, matter.id, kept),
          offer(customerId, matter, toFront),
        );
      askPromises([matter], { close });
    },
    reopen: (matter: Case) =>
      about(matter, t("matter.reopened", { number: matter.protocol }), (cases) => cases.reopen(matter.id)),
    merge: (keep: Case, other: Case) =>
      about(other, t("matter.merged", { other: other.protocol, number: keep.protocol }), (cases) =>
        cases.merge(keep.id, other.id),
      ),
    join: (caseId: string, number: string, messageId: string) =>
      decide(t("matter.joined", { number }), async (cases) => ({ caseId, done: await cases.join(caseId, messageId) })),
    split: (messageId: string) => decide(t("matter.splitDone"), (cases) => cases.split(messageId)),
    told: (matter: Case) => void telling.mutateAsync(matter.id).catch(complain),
    dismiss: (hint: Hint) =>
      offerUndo(t("hint.dismissed"), async (cases) => {
        await cases.dismissHint(hint);
        return () => cases.askAgain(hint);
      }),
  };
}

/**
 * The message that the owner has put the focus on, or into something of it, while it is drawn. What opens over the
 * page meanwhile takes nothing away.
 */
function usePointedMessage(): () => string | undefined {
  const pointed = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target.closest('[role="dialog"],[role="menu"],dialog')) return;
      pointed.current = target.closest<HTMLElement>("[data-message]");
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  return () => (pointed.current?.isConnected ? pointed.current.dataset.message : undefined);
}
