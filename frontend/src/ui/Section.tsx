import type { ReactNode } from "react";
import styles from "./section.module.css";

type Props = {
  title: string;
  lead?: string;
  /** Stands at the end of the heading. */
  aside?: ReactNode;
  children: ReactNode;
};

/** One page of settings: its name, what it is for, what can be changed. */
export function Section({ title, lead, aside, children }: Props) {
  return (
    <div className={styles.section}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {aside}
      </header>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
    </div>
  );
}

/** What belongs together inside a page. */
export function Group({ title, lead, children }: { title?: string; lead?: string; children: ReactNode }) {
  return (
    <section className={styles.group}>
      {title !== undefined && <h3>{title}</h3>}
      {lead !== undefined && <p className={styles.groupLead}>{lead}</p>}
      {children}
    </section>
  );
}
