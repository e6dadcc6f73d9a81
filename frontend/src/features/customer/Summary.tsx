import type { Profile } from "../../api/people";
import { useWords } from "../../i18n/react";
import { dateFormat, numberFormat } from "../../lib/intl";
import { useNow } from "../../lib/now";
import { listTime } from "../../lib/time";
import { ChannelShape } from "../../ui/channel";
import { byChannel } from "./byChannel";
import styles from "./page.module.css";

/** When the shop and the customer began to talk, when they last did, and on which channels. */
export function Summary({ profile }: { profile: Profile }) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const number = numberFormat(locale, undefined);
  const day = (ms: number) => dateFormat(locale, { dateStyle: "medium" }).format(ms);
  if (profile.messages === 0) return null;
  return (
    <section className={styles.summary} aria-label={t("profile.summary")}>
      <dl>
        <div>
          <dt>{t("profile.first")}</dt>
          <dd>{day(profile.firstAt)}</dd>
        </div>
        <div>
          <dt>{t("profile.last")}</dt>
          <dd>{listTime(now, profile.lastAt, locale)}</dd>
        </div>
        <div>
          <dt>{t("profile.said")}</dt>
          <dd>{number.format(profile.messages)}</dd>
        </div>
      </dl>
      <ul aria-label={t("profile.by")}>
        {byChannel(profile.points).map((talk) => (
          <li key={talk.channel} data-channel={talk.channel}>
            <ChannelShape channel={talk.channel} size="1.125rem" />
            <span>{t(`channel.${talk.channel}`)}</span>
            <b>{number.format(talk.messages)}</b>
            <span className={styles.when}>{listTime(now, talk.lastAt, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
