import CalendarClock from "lucide-react/icons/calendar-clock";
import MessageCircle from "lucide-react/icons/message-circle";
import Ticket from "lucide-react/icons/ticket";
import type { ReactNode } from "react";
import type { Case } from "../../api/cases";
import type { TimelineEntry } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { lasting, listTime, moment } from "../../lib/time";
import { ChannelShape } from "../../ui/channel";
import styles from "./matters.module.css";
import { firstLine, habit, nextPromise, openOnes, unanswered } from "./rules";

type Props = {
  cases: readonly Case[];
  entries: readonly TimelineEntry[];
  /** She waits for an answer; else what she said last needed none. */
  waits: boolean;
};

/** Where things stand with a customer, from what is read anyway: nothing is guessed. */
export function StoryCard({ cases, entries, waits }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const open = openOnes(cases);
  const oldest = Math.min(...open.map((k) => k.openedAt));
  const promised = nextPromise(open);
  const question = waits ? unanswered(entries) : undefined;
  const channel = habit(entries);
  const lines: ReactNode[] = [];
  if (open.length > 0)
    lines.push(
      <li key="open">
        <Ticket size="1rem" />
        <span>{t("story.open", { n: open.length, since: listTime(now, oldest, locale) })}</span>
      </li>,
    );
  if (promised) {
    const late = promised.promisedAt < now;
    const time = moment(now, promised.promisedAt, locale);
    lines.push(
      <li key="promised" data-late={late || undefined}>
        <CalendarClock size="1rem" />
        <span>
          {t(late ? "matter.late" : "matter.promised", { time })}
          {promised.promise !== "" && <span dir="auto">: {promised.promise}</span>}
        </span>
      </li>,
    );
  }
  if (question)
    lines.push(
      <li key="question">
        <MessageCircle size="1rem" />
        <span className={styles.clamped}>
          {t("story.unanswered", {
            time: lasting(now - question.at, locale),
            // A mail begins with a greeting; its subject says more.
            words: question.subject || firstLine(question.text) || t("matter.wordless"),
          })}
        </span>
      </li>,
    );
  if (channel)
    lines.push(
      <li key="channel" data-channel={channel}>
        <ChannelShape channel={channel} size="1rem" />
        <span>{t("story.prefers", { channel: t(`channel.${channel}`) })}</span>
      </li>,
    );
  if (lines.length === 0) return null;
  return (
    <section className={styles.story} aria-label={t("story.label")}>
      <ul>{lines}</ul>
    </section>
  );
}
