import { useEffect, useState } from "react";
import { Hidden } from "./Hidden";
import styles from "./ui.module.css";

/** Grey rows of the right height; nothing at all for the first 150 ms, so that quick reads do not flicker. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div role="status" className={styles.skeleton}>
      <Hidden>{label}</Hidden>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} aria-hidden="true" />
      ))}
    </div>
  );
}
