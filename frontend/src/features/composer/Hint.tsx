import Clock from "lucide-react/icons/clock";
import type { ReplyChannel } from "../../api/types";
import { useWords } from "../../i18n/react";
import { countSms } from "../../lib/segments";
import { moment } from "../../lib/time";
import styles from "./composer.module.css";
import type { Obstacle } from "./rules";

/** Below this the window's end is worth a warning colour. */
const soon = 2 * 3_600_000;

type Props = { channel: ReplyChannel; text: string; stopped: Obstacle | null; now: number };

/** What the channel allows now, in words. */
export function Hint({ channel, text, stopped, now }: Props) {
  const { t, locale } = useWords();
  if (stopped === "windowNever" || stopped === "windowClosed") {
    const why =
      stopped === "windowNever"
        ? t("composer.windowNever")
        : t("composer.windowClosed", { time: moment(now, channel.windowUntil, locale) });
    return (
      <p className={styles.hint} data-tone="warn" role="status">
        {why} {t("composer.otherWay")}
      </p>
    );
  }
  if (stopped === "tooLong") {
    return (
      <p className={styles.hint} data-tone="bad" role="status">
        {t("composer.tooLong", { length: text.length, limit: channel.maxText })}
      </p>
    );
  }
  if (channel.channel === "sms") return <SmsHint text={text} />;
  if (!channel.windowed) return <p className={styles.hint}>{t("composer.ctrlEnter")}</p>;
  return (
    <p className={styles.hint} data-tone={channel.windowUntil - now < soon ? "warn" : undefined}>
      <Clock size="0.875rem" />
      {t("composer.windowOpen", { time: moment(now, channel.windowUntil, locale) })}
    </p>
  );
}

function SmsHint({ text }: { text: string }) {
  const { t } = useWords();
  const count = countSms(text);
  const words = [t("composer.smsRoom", { used: count.used, room: count.room })];
  if (count.parts > 0) words.push(t("composer.smsParts", { n: count.parts }));
  if (count.unicode) words.push(t("composer.smsUnicode"));
  return <p className={styles.hint}>{words.join(" · ")}</p>;
}
