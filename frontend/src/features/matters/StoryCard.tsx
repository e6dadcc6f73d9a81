import MessageCircle from "lucide-react/icons/message-circle";
import ShoppingBag from "lucide-react/icons/shopping-bag";
import Ticket from "lucide-react/icons/ticket";
import User from "lucide-react/icons/user-round";
import type { Case } from "../../api/cases";
import type { Bought } from "../../api/purchases";
import type { Card, TimelineEntry, TimelineItem } from "../../api/types";
import { useWords } from "../../i18n/react";
import { money } from "../../lib/money";
import { useNow } from "../../lib/now";
import { lasting, listTime, monthAndYear } from "../../lib/time";
import { ChannelShape } from "../../ui/channel";
import styles from "./matters.module.css";
import { PromiseLine } from "./PromiseLine";
import { firstLine, habit, lastPromise, openOnes, unanswered } from "./rules";

type Props = {
  card: Card;
  cases: readonly Case[];
  entries: readonly TimelineEntry[];
  bought: Bought | undefined;
};

/** Where things stand with a customer, from what is read anyway: nothing is guessed. Who it is stands there at once. */
export function StoryCard({ card, cases, entries, bought }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const open = openOnes(cases);
  const promised = lastPromise(cases);
  // Else what she said last needed no answer.
  const waits = card.state === "reply" || card.state === "snoozed";
  const question = waits ? unanswered(entries) : undefined;
  const channel = habit(entries);
  return (
    <section className={styles.story} aria-label={t("story.label")}>
      <ul>
        <li>
          <User size="1rem" />
          <span dir="auto">{t("story.who", { name: card.name, date: monthAndYear(card.since, locale) })}</span>
        </li>
        {bought && bought.purchases > 0 && <BoughtLine bought={bought} now={now} />}
        {open.length > 0 && (
          <li>
            <Ticket size="1rem" />
            <span>
              {t("story.open", {
                n: open.length,
                since: listTime(now, Math.min(...open.map((k) => k.openedAt)), locale),
              })}
            </span>
          </li>
        )}
        {promised && <PromiseLine matter={promised} now={now} />}
        {question && <Question asked={question} now={now} />}
        {channel && (
          <li data-channel={channel}>
            <ChannelShape channel={channel} size="1rem" />
            <span>{t("story.prefers", { channel: t(`channel.${channel}`) })}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

/** What she is worth to the shop so far, and what she bought last. */
function BoughtLine({ bought, now }: { bought: Bought; now: number }) {
  const { t, locale } = useWords();
  const { cents, currency, purchases, last } = bought;
  const value = money(cents, currency, locale);
  const latest = last.find((each) => !each.cancelled);
  return (
    <li>
      <ShoppingBag size="1rem" />
      <span className={styles.clamped}>
        {t("story.bought", { n: purchases, value })}
        {latest && (
          <>
            {" · "}
            <span dir="auto">
              {t("story.lastBought", {
                time: listTime(now, latest.at, locale),
                what: latest.what || t("purchase.unnamed"),
              })}
            </span>
          </>
        )}
      </span>
    </li>
  );
}

function Question({ asked, now }: { asked: TimelineItem; now: number }) {
  const { t, locale } = useWords();
  return (
    <li>
      <MessageCircle size="1rem" />
      <span className={styles.clamped}>
        {t("story.unanswered", {
          time: lasting(now - asked.at, locale),
          // A mail begins with a greeting; its subject says more.
          words: asked.subject || firstLine(asked.text) || t("matter.wordless"),
        })}
      </span>
    </li>
  );
}
