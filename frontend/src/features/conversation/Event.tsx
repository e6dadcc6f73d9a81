import { memo } from "react";
import type { TimelineItem } from "../../api/types";
import { useWords } from "../../i18n/react";
import type { Translate } from "../../i18n/translate";
import { clock, dayName } from "../../lib/time";
import { ChannelShape } from "../../ui/channel";
import { Body } from "./Body";
import type { CaseLine } from "./caseLines";
import styles from "./conversation.module.css";
import { DeliveryProblem, DeliveryWord } from "./DeliveryState";
import { type EventDeeds, EventMenu } from "./EventMenu";
import { SurveyStrip } from "./SurveyStrip";

type Props = {
  item: TimelineItem;
  customerId: string;
  customerName: string;
  now: number;
  newDay: boolean;
  last: boolean;
  /** The newest message of the conversation; below it may stand a note. */
  newest: boolean;
  /** It was looked for, so all its words are shown. */
  sought: boolean;
  /** The case that begins here, or goes on. */
  line: CaseLine | undefined;
  /** There are several cases, and this message says which is its own. */
  several: boolean;
  /** Present where cases are decided about. */
  deeds: EventDeeds | undefined;
};

/** One message of any channel: node, who and when in words, and what was said. */
export const Event = memo(function Event({
  item,
  customerId,
  customerName,
  now,
  newDay,
  last,
  newest,
  sought,
  ...cases
}: Props) {
  const { t, locale } = useWords();
  const mine = item.direction === "out";
  const channel = t(`channel.${item.channel}`);
  const time = clock(item.at, locale);
  const event = mine ? t("event.out", { channel, time }) : t("event.in", { name: customerName, channel, time });
  const { line, several, deeds } = cases;
  const inCase = several && item.protocol !== "" ? t("matter.goesOn", { number: item.protocol }) : undefined;
  return (
    <div className={styles.entry} data-last={last || undefined}>
      {newDay && <div className={styles.day}>{dayName(now, item.at, locale)}</div>}
      {line && <p className={styles.caseLine}>{t(`matter.${line.kind}`, { number: line.protocol })}</p>}
      <article
        className={styles.event}
        data-message={item.id}
        tabIndex={-1}
        data-mine={mine || undefined}
        data-planned={item.delivery?.planned || undefined}
        data-channel={item.channel}
        aria-label={inCase === undefined ? event : t("matter.event", { event, number: item.protocol })}
      >
        <span className={styles.node} aria-hidden="true">
          <ChannelShape channel={item.channel} size="1.0625rem" />
        </span>
        <div className={styles.said}>
          <p className={styles.byline} title={inCase}>
            <b>{channel}</b>
            <span>{wayOf(item, t) ?? (mine ? t("event.you") : t("event.from", { name: customerName }))}</span>
            <span aria-hidden="true">·</span>
            <time dateTime={new Date(item.at).toISOString()}>{time}</time>
            {item.campaign !== "" && (
              <span className={styles.auto}>{t("event.campaign", { name: item.campaign })}</span>
            )}
            {item.auto !== "" && !item.survey && item.campaign === "" && (
              <span className={styles.auto}>{t(`auto.${item.auto}`)}</span>
            )}
            {item.delivery && <DeliveryWord delivery={item.delivery} now={now} />}
            {deeds && item.caseId !== "" && <EventMenu messageId={item.id} {...deeds} />}
          </p>
          <Body item={item} newest={newest} sought={sought} />
          {item.survey && <SurveyStrip item={item} survey={item.survey} />}
          {item.delivery && (
            <DeliveryProblem
              delivery={item.delivery}
              channel={item.channel}
              customerId={customerId}
              now={now}
              unasked={item.campaign !== "" || item.survey?.asks === true}
            />
          )}
        </div>
      </article>
    </div>
  );
});

/** How somebody came or called, where that says more than who spoke. */
function wayOf(item: TimelineItem, t: Translate): string | undefined {
  if (item.survey?.asks) return t("survey.byline");
  if (item.channel === "counter") return t("hand.counter");
  return item.channel === "phone" ? t(`hand.phone.${item.direction}`) : undefined;
}
