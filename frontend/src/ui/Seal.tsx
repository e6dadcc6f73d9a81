import Star from "lucide-react/icons/star";
import styles from "./seal.module.css";

/** The seal of a segment; its word stands beside it. */
export function Seal({ segment, small = false }: { segment: string; small?: boolean }) {
  return (
    <span className={styles.seal} data-segment={segment} data-small={small || undefined} aria-hidden="true">
      <Star size={small ? "0.75rem" : "1rem"} fill="currentColor" />
    </span>
  );
}
