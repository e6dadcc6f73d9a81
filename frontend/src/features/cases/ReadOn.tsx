import { useEffect } from "react";
import { useStable } from "../../lib/stable";
import styles from "./cases.module.css";

/** Comes into sight where the list ends for now. */
export function ReadOn({ onMore }: { onMore: () => void }) {
  const more = useStable(onMore);
  useEffect(() => more(), [more]);
  return <span className={styles.readOn} />;
}
