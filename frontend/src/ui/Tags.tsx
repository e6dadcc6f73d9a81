import Tag from "lucide-react/icons/tag";
import { Hidden } from "./Hidden";
import styles from "./tags.module.css";

type Props = {
  tags: readonly string[];
  /** Where there is little room: how many are shown, and the word for those that are not. */
  most?: number;
  more?: (n: number) => string;
};

/** The tags of a customer. */
export function Tags({ tags, most = tags.length, more = String }: Props) {
  const rest = tags.length - most;
  return (
    <span className={styles.tags}>
      {tags.slice(0, most).map((tag) => (
        <span key={tag} className={styles.tag}>
          <Tag size="0.75rem" strokeWidth={2.2} />
          <span dir="auto">{tag}</span>
        </span>
      ))}
      {rest > 0 && (
        <span className={styles.tag} title={tags.slice(most).join(", ")}>
          <span aria-hidden="true">+{rest}</span>
          <Hidden>{more(rest)}</Hidden>
        </span>
      )}
    </span>
  );
}
