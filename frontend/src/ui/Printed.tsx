import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import styles from "./printed.module.css";

/** What the printer gets. It lies beside the window: a dialog's scroll box would be printed as one page. */
export function Printed({ children }: { children: ReactNode }) {
  return createPortal(<div className={styles.printed}>{children}</div>, document.body);
}
