import Star from "lucide-react/icons/star";
import TrendingDown from "lucide-react/icons/trending-down";
import styles from "./seal.module.css";

type Props = {
  segment: string;
  small?: boolean;
  large?: boolean;
  /** The word of the segment, where it does not stand beside. */
  title?: string;
};

/** The seal of a segment; its word stands beside it. Whom the shop is losing has no star. */
export function Seal({ segment, small = false, large = false, title }: Props) {
  const Sign = segment === "at_risk" ? TrendingDown : Star;
  const fill = Sign === Star ? "currentColor" : "none";
  if (large) {
    return (
      <svg className={styles.large} data-segment={segment} viewBox="0 0 48 48" aria-hidden="true">
        <g fill="var(--fill)">
          <rect x="7" y="7" width="34" height="34" rx="9" />
          <rect x="7" y="7" width="34" height="34" rx="9" transform="rotate(45 24 24)" />
        </g>
        <circle cx="24" cy="24" r="15" fill="none" stroke="currentColor" strokeOpacity=".35" strokeWidth="1.5" />
        <Sign x="15" y="15" size={18} fill={fill} />
      </svg>
    );
  }
  return (
    <span
      className={styles.seal}
      data-segment={segment}
      data-small={small || undefined}
      title={title}
      aria-hidden="true"
    >
      <Sign size={small ? "0.75rem" : "1rem"} fill={fill} />
    </span>
  );
}
