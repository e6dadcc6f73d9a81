import type { ReactNode } from "react";
import { Button } from "./Button";
import styles from "./ui.module.css";

type Action = { label: string; run: () => void };

type Props = {
  title?: string;
  text: string;
  actions?: Action[];
  tone?: "calm" | "bad";
  children?: ReactNode;
};

/** A few words in the middle of an empty place. */
export function Notice({ title, text, actions = [], tone = "calm", children }: Props) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      {children}
      {title && <p className={styles.noticeTitle}>{title}</p>}
      <p className={styles.noticeText}>{text}</p>
      {actions.length > 0 && (
        <span className={styles.noticeDeeds}>
          {actions.map(({ label, run }) => (
            <Button key={label} look="line" onClick={run}>
              {label}
            </Button>
          ))}
        </span>
      )}
    </div>
  );
}
