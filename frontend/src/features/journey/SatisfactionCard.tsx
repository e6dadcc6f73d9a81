import Star from "lucide-react/icons/star";
import { useSatisfaction } from "../../api/useJourneys";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { useNow } from "../../lib/now";
import { listTime } from "../../lib/time";
import styles from "./satisfaction.module.css";

type Props = {
  customerId: string;
  /** Shows what she answered. */
  onOpen: () => void;
  /** Shows an answer where it was given. */
  onShow: (messageId: string) => void;
};

/** How content a customer was over all that she was asked, and what she wrote last. Nobody who was not asked has a figure. */
export function SatisfactionCard({ customerId, onOpen, onShow }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const is = useSatisfaction(customerId).data;
  if (!is || is.answered === 0) return null;
  const mean = numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(is.mean);
  const comment = is.last.find((each) => each.text !== "");
  return (
    <section className={styles.card} aria-label={t("satisfaction.title")}>
      <button type="button" className={styles.mean} onClick={onOpen}>
        <span className={styles.label}>{t("satisfaction.title")}</span>
        <span>
          <b>{mean}</b> {t("satisfaction.of5")}
        </span>
        <Stars mean={is.mean} />
        <span className={styles.meta}>{t("satisfaction.answered", { n: is.answered })}</span>
      </button>
      {comment && (
        <button type="button" className={styles.comment} onClick={() => onShow(comment.messageId)}>
          <q dir="auto">{comment.text}</q> <span className={styles.meta}>{listTime(now, comment.at, locale)}</span>
        </button>
      )}
    </section>
  );
}

/** The mean in stars, cut where it ends; the figure beside them says it in words. */
function Stars({ mean }: { mean: number }) {
  const five = [1, 2, 3, 4, 5].map((each) => <Star key={each} size="1rem" fill="currentColor" strokeWidth={0} />);
  return (
    <span className={styles.stars} aria-hidden="true">
      <span>{five}</span>
      <span style={{ width: `${(mean / 5) * 100}%` }}>{five}</span>
    </span>
  );
}
