import { useEffect, useRef } from "react";
import styles from "./cases.module.css";

/** Comes into sight where the list ends for now. */
export function ReadOn({ onMore }: { onMore: () => void }) {
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => latest.current(), []);
  return <span className={styles.readOn} />;
}
