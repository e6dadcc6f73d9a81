import { useState } from "react";
import type { TimelineItem } from "../../api/types";
import { useWords } from "../../i18n/react";
import { clock, dayName } from "../../lib/time";
import { Button } from "../../ui/Button";
import { ChannelShape } from "../../ui/channel";
import { Attachments } from "./Attachments";
import styles from "./conversation.module.css";
import { DeliveryProblem, DeliveryWord } from "./DeliveryState";

type Props = {
  item: TimelineItem;
  customerId: string;
  customerName: string;
  now: number;
  newDay: boolean;
  last: boolean;
};

/** One message of any channel: node, who and when in words, and what was said. */
export function Event({ item, customerId, customerName, now, newDay, last }: Props) {
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
          <Body item={item} />
          {item.delivery && (
            <DeliveryProblem delivery={item.delivery} channel={item.channel} customerId={customerId} now={now} />
          )}
        </div>
      </article>
    </div>
  );
}

function Body({ item }: { item: TimelineItem }) {
  const { t } = useWords();
  const mail = item.channel === "email";
  const mine = item.direction === "out";
  return (
    <div className={mail ? styles.mail : styles.bubble}>
      {mail && (
        <p className={styles.subject} dir="auto">
          {item.subject || t("event.noSubject")}
        </p>
      )}
      {item.cc !== "" && mine && (
        <p className={styles.copies}>
          {t("composer.cc")}: {item.cc}
        </p>
      )}
      {item.placeholder !== "" && <p className={styles.aside}>{t(`placeholder.${item.placeholder}`)}</p>}
      {item.damaged && <p className={styles.aside}>{t("event.damaged")}</p>}
      {item.text !== "" && <Words text={item.text} />}
      <Attachments attachments={item.attachments} />
    </div>
  );
}

/** Beyond this a text is folded, so that one newsletter does not push a conversation away. */
const foldedCharacters = 900;
const foldedLines = 14;

function Words({ text }: { text: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const long = text.length > foldedCharacters || text.split("\n", foldedLines + 1).length > foldedLines;
  return (
    <>
      <p className={styles.words} data-folded={(long && !open) || undefined} dir="auto">
        {text}
      </p>
      {long && (
        <Button look="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "event.less" : "event.more")}
        </Button>
      )}
    </>
  );
}
