import { useState } from "react";
import type { Case, CasesQuery, CaseStory as Told } from "./api/cases";
import { closeCase, type TakeBack, undoCase } from "./api/closing";
import { useCaseDeed, useCaseStory } from "./api/useCases";
import { useClosingQuestion } from "./ClosingQuestion";
import styles from "./Counter.module.css";
import { useCopyNumber, useReadingWords } from "./caseNumbers";
import { useClosingOffer } from "./closingWords";
import { useComplain } from "./complain";
import { Acts } from "./features/cases/Acts";
import { type CaseDeeds, CaseStory } from "./features/cases/CaseStory";
import { CasesPage } from "./features/cases/CasesPage";
import { PaperSheet } from "./features/cases/PaperSheet";
import { useWords } from "./i18n/react";
import { useCommands } from "./lib/commands";
import { ReadAloud } from "./ui/CaseNumber";
import { Notice } from "./ui/Notice";
import { type Toast, ToastPlace, useToasts } from "./ui/toasts";

type Props = Pick<CaseDeeds, "onConversation" | "onCustomer"> & {
  /** Which cases are listed. */
  state: CasesQuery["state"];
  onState: (state: CasesQuery["state"]) => void;
  /** The case whose story is shown; null: none. */
  open: string | null;
  onOpen: (caseId: string | null) => void;
  /** What was done without the owner is shown in place of a story. */
  acts: boolean;
  onActs: () => void;
  /** Shows the rules for mail on behalf of customers. */
  onRules: () => void;
  /** There is no room for the story beside the list. */
  single: boolean;
  onLeave: () => void;
};

/** The cases: the list of all, and the story of one. */
export function CasesPlace({
  state,
  onState,
  open,
  onOpen,
  acts,
  onActs,
  onRules,
  single,
  onLeave,
  ...elsewhere
}: Props) {
  const { t } = useWords();
  const back = single ? () => onOpen(null) : null;
  const ways = { onCase: onOpen, onBack: back ?? undefined, ...elsewhere };
  const nobody = (
    <div className={styles.nobody}>
      <Notice title={t("cases.choose.title")} text={t("cases.choose.text")} />
    </div>
  );
  const story = open === null ? nobody : <Story key={open} caseId={open} {...ways} />;
  return (
    <div className={styles.customers}>
      <CasesPage
        state={state}
        onState={onState}
        open={open}
        onOpen={onOpen}
        acts={acts}
        onActs={onActs}
        onBack={back}
        onLeave={onLeave}
      >
        {acts ? <Acts {...ways} onRules={onRules} /> : story}
      </CasesPage>
      <div className={styles.toastAside}>
        <ToastPlace dismissLabel={t("toast.dismiss")} />
      </div>
    </div>
  );
}

type StoryProps = Pick<CaseDeeds, "onConversation" | "onCustomer" | "onCase"> & {
  caseId: string;
  onBack: (() => void) | undefined;
};

function Story({ caseId, ...elsewhere }: StoryProps) {
  const told = useCaseStory(caseId).data;
  const [over, setOver] = useState<"number" | "paper" | null>(null);
  const reading = useReadingWords();
  const copy = useCopyNumber();
  const deeds = useCaseDeeds(told, elsewhere.onConversation);
  const onCopy = () => void (told && copy(told.protocol));
  useCommands(told ? { "case.copy": { run: onCopy }, "case.read": { run: () => setOver("number") } } : {});
  const close = () => setOver(null);
  return (
    <>
      <CaseStory
        caseId={caseId}
        {...elsewhere}
        onCopy={onCopy}
        onRead={() => setOver("number")}
        onClose={deeds.close}
        onReopen={deeds.reopen}
        onPrint={() => setOver("paper")}
      />
      {told && over === "number" && (
        <ReadAloud
          protocol={told.protocol}
          words={reading}
          onClose={close}
          onTold={() => {
            close();
            deeds.told();
          }}
        />
      )}
      {told && over === "paper" && <PaperSheet told={told} onClose={close} />}
    </>
  );
}

/** What can be decided about a case, with its undo. */
function useCaseDeeds(told: Told | undefined, onConversation: CaseDeeds["onConversation"]) {
  const { t } = useWords();
  const toasts = useToasts();
  const offer = useClosingOffer();
  const id = told?.id ?? "";
  const number = told?.protocol ?? "";
  const customerId = told?.customerId ?? "";
  const askPromises = useClosingQuestion();
  const closing = useCaseDeed((desk, kept: readonly Case[]) => closeCase(desk.cases, id, kept), customerId);
  const reopening = useCaseDeed((desk) => desk.cases.reopen(id).then(undoCase(desk.cases, id)), customerId);
  const telling = useCaseDeed((desk) => desk.cases.toldAloud(id), customerId);
  const undoing = useCaseDeed((_, takeBack: TakeBack) => takeBack(), customerId);
  const complain = useComplain();
  const tell = (text: string, next?: Toast["next"]) => (takeBack: TakeBack) => {
    const undone = () => toasts.show({ text: t("case.wasUndone", { number }) });
    const run = () => void undoing.mutateAsync(takeBack).then(undone, complain);
    toasts.show({ text, action: { label: t("toast.undo"), run }, next, lasting: true });
  };
  const next = offer(customerId, told, () => onConversation(customerId));
  const close = (kept: readonly Case[]) =>
    void closing.mutateAsync(kept).then(tell(t("case.wasClosed", { number }), next), complain);
  return {
    close: () => told && askPromises([told], { close }),
    reopen: () => void reopening.mutateAsync().then(tell(t("case.wasReopened", { number })), complain),
    told: () => void telling.mutateAsync().then(() => toasts.show({ text: t("case.wasTold", { number }) }), complain),
  };
}
