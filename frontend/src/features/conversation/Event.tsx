import { memo } from "react";
import type { TimelineItem } from "../../api/types";
import { useWords } from "../../i18n/react";
import { clock, dayName } from "../../lib/time";
import { ChannelShape } from "../../ui/channel";
import { Body } from "./Body";
import styles from "./conversation.module.css";
import { DeliveryProblem, DeliveryWord } from "./DeliveryState";

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
};

/** One message of any channel: node, who and when in words, and what was said. */
export const Event = memo(function Event({ item, customerId, customerName, now, newDay, last, newest, sought }: Props) {
  const { t, locale } = useWords();
  const mine = item.direction === "out";
  const channel = t(`channel.${item.channel}`);
  const time = clock(item.at, locale);
  const label = mine ? t("event.out", { channel, time }) : t("event.in", { name: customerName, channel, time });
  return (
    <div className={styles.entry} data-last={last || undefined}>
      {newDay && <div className={styles.day}>{dayName(now, item.at, locale)}</div>}
      <article
        className={styles.event}
        data-mine={mine || undefined}
        data-planned={item.delivery?.planned || undefined}
        data-channel={item.channel}
        aria-label={label}
      >
        <span className={styles.node} aria-hidden="true">
          <ChannelShape channel={item.channel} size="1.0625rem" />
        </span>
        <div className={styles.said}>
          <p className={styles.byline}>
            <b>{channel}</b>
            <span>{mine ? t("event.you") : t("event.from", { name: customerName })}</span>
            <span aria-hidden="true">·</span>
            <time dateTime={new Date(item.at).toISOString()}>{time}</time>
            {item.auto !== "" && <span className={styles.auto}>{t(`auto.${item.auto}`)}</span>}
            {item.delivery && <DeliveryWord delivery={item.delivery} now={now} />}
          </p>
          <Body item={item} newest={newest} sought={sought} />
          {item.delivery && (
            <DeliveryProblem delivery={item.delivery} channel={item.channel} customerId={customerId} now={now} />
          )}
        </div>
      </article>
    </div>
  );
});
