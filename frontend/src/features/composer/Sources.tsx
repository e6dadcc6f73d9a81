import type { AssistReply } from "../../api/assistant";
import { useTimeline } from "../../api/react";
import { useCasesOf } from "../../api/useCases";
import { usePhrases } from "../../api/usePhrases";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";

export type SourceLinks = {
  /** Goes to a message of the conversation. */
  onShow: (messageId: string) => void;
  onCase: (caseId: string) => void;
};

type Source = AssistReply["used"][number];
type Props = { customerId: string; used: Source[]; links: SourceLinks };

/** What a draft was taken from; messages and cases can be looked at. */
export function Sources({ customerId, used, links }: Props) {
  const { t, locale } = useWords();
  const { items } = useTimeline(customerId);
  const cases = useCasesOf(customerId).data?.cases ?? [];
  const phrases = usePhrases().data;
  const now = useNow(60_000);
  if (used.length === 0) return <span>{t("ai.noSource")}</span>;

  const shown = ({ kind, id }: Source) => {
    if (kind === "message") {
      const at = items.find((item) => item.id === id)?.at;
      const words = at === undefined ? t("source.message") : t("source.messageOf", { time: moment(now, at, locale) });
      return { words, run: () => links.onShow(id) };
    }
    if (kind === "case") {
      const found = cases.find((each) => each.protocol === id);
      return { words: `${t("case.number")} ${id}`, run: found && (() => links.onCase(found.id)) };
    }
    if (kind === "customer") return { words: t("source.customer") };
    const answer = phrases?.answers.find((each) => each.id === id);
    return { words: answer?.question ?? t("source.fact"), title: answer?.answer };
  };
  return (
    <span className={styles.sources}>
      {t("ai.sources")}
      {used.map((source) => {
        const { words, run, title } = { title: undefined, run: undefined, ...shown(source) };
        const key = `${source.kind} ${source.id}`;
        return run ? (
          <Button key={key} look="link" onClick={run}>
            {words}
          </Button>
        ) : (
          <span key={key} title={title}>
            {words}
          </span>
        );
      })}
    </span>
  );
}
