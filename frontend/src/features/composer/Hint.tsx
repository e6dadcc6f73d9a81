import Clock from "lucide-react/icons/clock";
import EyeOff from "lucide-react/icons/eye-off";
import { useState } from "react";
import type { ReplyChannel } from "../../api/types";
import { useWords } from "../../i18n/react";
import { countSms, withoutAccents } from "../../lib/segments";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";
import { gapsIn } from "./gaps";
import type { Obstacle } from "./rules";

/** Below this the window's end is worth a warning colour. */
const soon = 2 * 3_600_000;

type Props = {
  channel: ReplyChannel | undefined;
  text: string;
  /** The text with what is added to it: that is what the channel counts. */
  leaves: string;
  stopped: Obstacle | null;
  onlyCtrlEnter: boolean;
  now: number;
  onText: (text: string) => void;
  onGap: () => void;
};

/** What the channel allows now, in words. */
export function Hint({ channel, text, leaves, stopped, onlyCtrlEnter, now, onText, onGap }: Props) {
  const { t, locale } = useWords();
  if (!channel) {
    return (
      <p className={styles.hint}>
        <EyeOff size="0.875rem" />
        {t("composer.onlyYou")} {t("composer.ctrlEnterNote")}
      </p>
    );
  }
  if (stopped === "tooLong") {
    return (
      <p className={styles.hint} data-tone="bad" role="status">
        {t("composer.tooLong", { length: leaves.length, limit: channel.maxText })}
      </p>
    );
  }
  if (stopped === "gap") {
    const [gap] = gapsIn(text);
    return (
      <div className={styles.hint} data-tone="bad" role="status">
        {t("gap.left", { what: gap?.what || t("gap.unnamed") })}
        <Button look="link" onClick={onGap}>
          {t("gap.go")}
        </Button>
      </div>
    );
  }
  if (stopped === "foreign") return <span className={styles.hint} />;
  if (stopped === "windowClosed" || stopped === "windowNever") return <span className={styles.hint} />;
  if (channel.channel === "sms") return <SmsHint text={text} leaves={leaves} onText={onText} />;
  if (channel.windowed) {
    return (
      <p className={styles.hint} data-tone={channel.windowUntil - now < soon ? "warn" : undefined}>
        <Clock size="0.875rem" />
        {t("composer.windowOpen", { time: moment(now, channel.windowUntil, locale) })}
      </p>
    );
  }
  return <p className={styles.hint}>{t(channel.subject || onlyCtrlEnter ? "composer.ctrlEnter" : "composer.enter")}</p>;
}

/** What the text costs as it is and without accents, and the button that takes them away, or brings them back. */
function SmsHint({ text, leaves, onText }: { text: string; leaves: string; onText: (text: string) => void }) {
  const { t } = useWords();
  const [taken, setTaken] = useState<{ from: string; to: string } | null>(null);
  const count = countSms(leaves);
  const plain = withoutAccents(text);
  const cheaper = countSms(withoutAccents(leaves));
  const words = [t("composer.smsRoom", { used: count.used, room: count.room })];
  if (count.parts > 0) words.push(t("composer.smsParts", { n: count.parts }));
  const helps = count.unicode && !cheaper.unicode;
  if (helps) words.push(t("composer.smsPlain", { n: cheaper.parts }));
  const take = () => {
    setTaken({ from: text, to: plain });
    onText(plain);
  };
  return (
    <div className={styles.hint}>
      <span>{words.join(" · ")}</span>
      {helps && (
        <Button look="link" onClick={take}>
          {t("composer.plain")}
        </Button>
      )}
      {taken?.to === text && text !== "" && (
        <Button look="link" onClick={() => onText(taken.from)}>
          {t("composer.accents")}
        </Button>
      )}
    </div>
  );
}
