import Star from "lucide-react/icons/star";
import styles from "./seal.module.css";

type Props = { segment: string; small?: boolean; large?: boolean };

/** The seal of a segment; its word stands beside it. */
export function Seal({ segment, small = false, large = false }: Props) {
  if (large) {
    return (
      <svg className={styles.large} data-segment={segment} viewBox="0 0 48 48" aria-hidden="true">
        <g fill="var(--fill)">
          <rect x="7" y="7" width="34" height="34" rx="9" />
          <rect x="7" y="7" width="34" height="34" rx="9" transform="rotate(45 24 24)" />
        </g>
        <circle cx="24" cy="24" r="15" fill="none" stroke="currentColor" strokeOpacity=".35" strokeWidth="1.5" />
        <path d="M24 15.2l2.7 5.5 6 .9-4.4 4.2 1.1 6-5.4-2.8-5.4 2.8 1.1-6-4.4-4.2 6-.9z" fill="currentColor" />
      </svg>
    );
  }
  return (
    <span className={styles.seal} data-segment={segment} data-small={small || undefined} aria-hidden="true">
      <Star size={small ? "0.75rem" : "1rem"} fill="currentColor" />
    </span>
  );
}
