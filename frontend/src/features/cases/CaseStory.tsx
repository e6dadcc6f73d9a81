import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import MessagesSquare from "lucide-react/icons/messages-square";
import Phone from "lucide-react/icons/phone";
import Printer from "lucide-react/icons/printer";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import { useState } from "react";
import { problemOf } from "../../api/bridge";
import type { CaseStory as Told } from "../../api/cases";
import { useCaseStory } from "../../api/useCases";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { listTime } from "../../lib/time";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { Hidden } from "../../ui/Hidden";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { BackToCases } from "./BackToCases";
import { CaseChips } from "./CaseChips";
import styles from "./cases.module.css";
import { Snippet } from "./Snippet";
import { glance, span, stepWords } from "./story";

export type CaseDeeds = {
  /** Shows a message in its conversation; without one, the conversation. */
  onConversation: (customerId: string, messageId?: string) => void;
  onCustomer: (customerId: string) => void;
  onCase: (caseId: string) => void;
  onCopy: () => void;
  onRead: () => void;
  onClose: () => void;
  onReopen: () => void;
  onPrint: () => void;
};

type Props = CaseDeeds & {
  caseId: string;
  /** Leads back to the list; undefined where that is beside it. */
  onBack?: (() => void) | undefined;
};

/** A case: its number, its story in a few lines, what was said in it, and what can be done about it. */
export function CaseStory({ caseId, onBack, ...deeds }: Props) {
  const { t, explain } = useWords();
  const story = useCaseStory(caseId);
  if (story.error) {
    const retry = { label: t("trouble.retry"), run: () => void story.refetch() };
    return <Notice tone="bad" text={explain(problemOf(story.error))} actions={[retry]} />;
  }
  if (!story.data) return <Skeleton rows={4} label={t("cases.loading")} />;
  return (
    <section className={styles.story} data-story data-pane="conversation" aria-label={t("case.page")}>
      <BackToCases onBack={onBack} />
      <Head told={story.data} {...deeds} />
      <div className={styles.cards}>
        <Steps key={caseId} told={story.data} />
        <Said told={story.data} onConversation={deeds.onConversation} />
      </div>
    </section>
  );
}

function Head({ told, ...deeds }: { told: Told } & CaseDeeds) {
  const { t, locale } = useWords();
  const isOpen = told.state !== "closed";
  return (
    <header className={styles.storyHead}>
      <div className={styles.titleLine}>
        <h2 className={styles.title}>
          <Hidden>{t("case.number")} </Hidden>
          <span className={styles.number}>{told.protocol}</span>
        </h2>
        <CaseChips of={told} />
      </div>
      <p className={styles.aboutLine}>
        <Button look="link" onClick={() => deeds.onCustomer(told.customerId)}>
          <span dir="auto">{told.name}</span>
        </Button>
        <span>· {span(told.openedAt, told.closedAt, locale, t)}</span>
        <span>· {t(told.toldAt > 0 ? "case.isTold" : "case.notTold")}</span>
      </p>
      {told.numbers.length > 0 && (
        <p className={styles.aside}>{t("case.also", { numbers: told.numbers.join(", ") })}</p>
      )}
      {told.earlierId !== "" && <Earlier caseId={told.earlierId} onCase={deeds.onCase} />}
      <div className={styles.deeds}>
        <Button look="primary" onClick={() => deeds.onConversation(told.customerId)}>
          <MessagesSquare size="1.125rem" />
          {t("case.conversation")}
        </Button>
        {isOpen ? (
          <Button look="line" onClick={deeds.onClose}>
            <Check size="1.125rem" />
            {t("case.close")}
          </Button>
        ) : (
          <Button look="line" onClick={deeds.onReopen}>
            <RotateCcw size="1.125rem" />
            {t("case.reopen")}
          </Button>
        )}
        <CommandButton command="case.read" look="line" onClick={deeds.onRead}>
          <Phone size="1.125rem" />
          {t("case.readAloud")}
        </CommandButton>
        <Button look="line" onClick={deeds.onPrint}>
          <Printer size="1.125rem" />
          {t("case.print")}
        </Button>
        <CommandButton
          command="case.copy"
          look="icon"
          aria-label={t("case.copy", { number: told.protocol })}
          onClick={deeds.onCopy}
        >
          <Copy size="1.125rem" />
        </CommandButton>
      </div>
    </header>
  );
}

/** The closed case that this one goes on with. */
function Earlier({ caseId, onCase }: { caseId: string; onCase: (caseId: string) => void }) {
  const { t } = useWords();
  const earlier = useCaseStory(caseId).data;
  if (!earlier) return null;
  return (
    <p className={styles.aside}>
      <Button look="link" onClick={() => onCase(caseId)}>
        {t("case.goesOn", { number: earlier.protocol })}
      </Button>
    </p>
  );
}

function Steps({ told }: { told: Told }) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const [all, setAll] = useState(false);
  const few = glance(told.steps);
  return (
    <section className={styles.card} aria-labelledby="case-steps">
      <h3 id="case-steps">{t("story.title")}</h3>
      <ol className={styles.steps}>
        {(all ? told.steps : few).map((step) => (
          <li key={`${step.kind} ${step.at} ${step.words}`} data-step={step.kind} dir="auto">
            {stepWords(step, now, locale, t)}
          </li>
        ))}
      </ol>
      {few.length < told.steps.length && (
        <Button look="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? "story.less" : "story.all")}
        </Button>
      )}
    </section>
  );
}

function Said({ told, onConversation }: { told: Told } & Pick<CaseDeeds, "onConversation">) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  return (
    <section className={styles.card} aria-labelledby="case-said">
      <h3 id="case-said">{t("said.title")}</h3>
      {told.items.length === 0 && <p className={styles.aside}>{t("said.none")}</p>}
      <ol>
        {told.items.map((item) => {
          const text = item.snippet || t("row.file");
          return (
            <li key={item.id}>
              <button
                type="button"
                className={styles.saidRow}
                title={t("said.show")}
                onClick={() => onConversation(told.customerId, item.id)}
              >
                <Snippet channel={item.channel} text={item.direction === "out" ? t("row.you", { text }) : text} />
                <span className={styles.when}>{listTime(now, item.at, locale)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
