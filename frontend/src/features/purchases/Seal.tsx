import Star from "lucide-react/icons/star";
import type { Segment } from "../../api/purchases";
import styles from "./purchases.module.css";

/** The seal of a segment; its word stands beside it. */
export function Seal({ segment }: { segment: Segment }) {
  return (
    <span className={styles.mark} data-segment={segment} aria-hidden="true">
      <Star size="1rem" fill="currentColor" />
    </span>
  );
}
