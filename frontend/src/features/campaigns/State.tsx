import type { CampaignResults } from "../../api/campaigns";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import styles from "./campaigns.module.css";
import { isLater } from "./draft";

/** How far a campaign has come; while nothing has left, when the first will. */
export function State({ results: { state, begins } }: { results: Pick<CampaignResults, "state" | "begins"> }) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const planned = isLater(begins, now);
  return (
    <span className={styles.state} data-state={planned ? "planned" : state}>
      {planned ? t("campaigns.state.planned", { when: moment(now, begins, locale) }) : t(`campaigns.state.${state}`)}
    </span>
  );
}
