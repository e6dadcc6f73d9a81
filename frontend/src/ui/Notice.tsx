import type { ReactNode } from "react";
import { Button } from "./Button";
import styles from "./ui.module.css";

type Props = {
  title?: string;
  text: string;
  action?: { label: string; run: () => void };
  tone?: "calm" | "bad";
  children?: ReactNode;
};

/** A few words in the middle of an empty place. */
export function Notice({ title, text, action, tone = "calm", children }: Props) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      {children}
      {title && <p className={styles.noticeTitle}>{title}</p>}
      <p className={styles.noticeText}>{text}</p>
      {action && (
        <Button look="line" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
