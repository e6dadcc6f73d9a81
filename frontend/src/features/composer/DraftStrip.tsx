import CircleStop from "lucide-react/icons/circle-stop";
import Lightbulb from "lucide-react/icons/lightbulb";
import X from "lucide-react/icons/x";
import { type ReactNode, useState } from "react";
import type { AssistAsk, AssistReply } from "../../api/assistant";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";
import { Differences } from "./Differences";
import { PayloadDialog } from "./PayloadDialog";
import { type SourceLinks, Sources } from "./Sources";
import type { Drafting } from "./useDrafting";

/** The owner has decided it: it is no failure, and trying again would change nothing. */
const withheld = "ai.withheld";

type Props = { customerId: string; drafting: Drafting; links: SourceLinks };

/** What the model does, and what it has written, above the text: a draft is never sent by itself. */
export function DraftStrip({ customerId, drafting, links }: Props) {
  const { t, explain } = useWords();
  const { stage, ask, stop, dismiss } = drafting;
  const [shown, setShown] = useState<AssistAsk | null>(null);
  const look = (
    <Button look="link" onClick={() => setShown(drafting.askFor("draft"))}>
      {t("ai.payload")}
    </Button>
  );
  const again = (
    <Button look="link" onClick={() => void ask("draft")}>
      {t(stage.kind === "draft" ? "ai.again" : "ai.retry")}
    </Button>
  );
  return (
    <>
      {stage.kind === "running" && (
        <Strip
          title={t("ai.running")}
          deeds={
            <Button look="link" onClick={stop}>
              <CircleStop size="1rem" />
              {t("ai.stop")}
            </Button>
          }
        >
          {stage.grown !== "" && (
            <p dir="auto" aria-live="off" className={styles.grown}>
              {stage.grown}
            </p>
          )}
        </Strip>
      )}
      {stage.kind === "failed" && stage.problem.code === withheld && (
        <Strip title={explain(stage.problem)} onClose={dismiss} />
      )}
      {stage.kind === "failed" && stage.problem.code !== withheld && (
        <Strip title={explain(stage.problem)} tone="bad" onClose={dismiss}>
          <div className={styles.aiMore}>
            {again}
            {look}
          </div>
        </Strip>
      )}
      {stage.kind === "handover" && (
        <Strip title={t("ai.handover")} words={reasonOf(stage.reply, t)} onClose={dismiss}>
          <div className={styles.aiMore}>{again}</div>
        </Strip>
      )}
      {stage.kind === "draft" && (
        <Strip title={t("ai.draft")} words={t("ai.check")} deeds={again} onClose={dismiss}>
          {stage.reply.handover && <p>{reasonOf(stage.reply, t)}</p>}
          <Warnings reply={stage.reply} />
          <div className={styles.aiMore}>
            {(["shorten", "friendlier", "translate"] as const).map((task) => (
              <Button key={task} look="link" onClick={() => void ask(task)}>
                {t(`ai.${task}`)}
              </Button>
            ))}
            {look}
          </div>
          <div className={styles.aiMore}>
            <Sources customerId={customerId} used={stage.reply.used} links={links} />
            <By reply={stage.reply} currency={drafting.terms?.currency ?? ""} />
          </div>
        </Strip>
      )}
      {shown && <PayloadDialog ask={shown} onClose={() => setShown(null)} />}
    </>
  );
}

type StripProps = {
  title: string;
  words?: string;
  tone?: "bad";
  deeds?: ReactNode;
  onClose?: () => void;
  children?: ReactNode;
};

function Strip({ title, words, tone, deeds, onClose, children }: StripProps) {
  const { t } = useWords();
  return (
    <section className={styles.ai} data-tone={tone} aria-label={t("ai.label")} data-draft>
      <div className={styles.aiHead}>
        <Lightbulb size="1rem" />
        <p role="status">
          <b>{title}</b> {words}
        </p>
        {deeds}
        {onClose && (
          <Button look="icon" className={styles.remove} aria-label={t("ai.dismiss")} onClick={onClose}>
            <X size="1rem" />
          </Button>
        )}
      </div>
      {children}
    </section>
  );
}

type Words = ReturnType<typeof useWords>["t"];

/** Why it is the owner's to answer; what the model says itself is shown as its own words. */
function reasonOf({ reason, words }: AssistReply, t: Words): string {
  if (reason === "" || (reason === "model" && words !== "")) return t("handover.words", { words });
  return t(`handover.${reason}`);
}

/** What speaks against the draft without keeping it. */
function Warnings({ reply }: { reply: AssistReply }) {
  const { t, locale } = useWords();
  const { tooLong, otherTongue, unfounded, differences } = reply;
  const language = otherTongue && new Intl.DisplayNames(locale, { type: "language" }).of(otherTongue);
  const lines = [
    ...(tooLong ? [t("ai.tooLong")] : []),
    ...(language ? [t("ai.otherTongue", { language })] : []),
    ...(unfounded.length > 0 ? [t("ai.unfounded", { what: unfounded.join(", ") })] : []),
  ];
  if (lines.length + differences.length === 0) return null;
  return (
    <ul className={styles.aiWarnings}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      <Differences list={differences} />
    </ul>
  );
}

/** Which model wrote it, and where that is: a server on this computer may pass everything on. */
function By({ reply, currency }: { reply: AssistReply; currency: string }) {
  const { t, locale } = useWords();
  const { model, host, place, cost } = reply;
  const where = place === "remote" ? t("ai.by.remote", { model, host }) : t(`ai.by.${place}`, { model });
  const money = { style: "currency", currency: currency || "BRL", maximumFractionDigits: 4 } as const;
  return (
    <span className={styles.by}>
      {where}
      {cost > 0 && ` · ${numberFormat(locale, money).format(cost / 1e6)}`}
    </span>
  );
}
