import Megaphone from "lucide-react/icons/megaphone";
import { memo } from "react";
import type { TimelineCampaign } from "../../api/types";
import { useWords } from "../../i18n/react";
import { clock, dayName } from "../../lib/time";
import styles from "./conversation.module.css";

type Props = { item: TimelineCampaign; now: number; newDay: boolean; last: boolean };

/** A campaign that reached the customer by other means, where it stands among what was said. */
export const CampaignCard = memo(function CampaignCard({ item, now, newDay, last }: Props) {
  const { t, locale } = useWords();
  const time = clock(item.at, locale);
  return (
    <div className={styles.entry} data-last={last || undefined}>
      {newDay && <div className={styles.day}>{dayName(now, item.at, locale)}</div>}
      <article
        className={styles.event}
        data-kind="campaign"
        aria-label={t("event.campaignLabel", { name: item.text, time })}
      >
        <span className={styles.node} aria-hidden="true">
          <Megaphone size="1.0625rem" />
        </span>
        <div className={styles.said}>
          <p className={styles.byline}>
            <b>{t(`medium.${item.medium}`)}</b>
            <span>{t("event.campaign", { name: item.text })}</span>
            <span aria-hidden="true">·</span>
            <time dateTime={new Date(item.at).toISOString()}>{time}</time>
          </p>
        </div>
      </article>
    </div>
  );
});
