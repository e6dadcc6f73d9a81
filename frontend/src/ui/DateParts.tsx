import { DateInput, DateSegment } from "react-aria-components";
import styles from "./dateParts.module.css";

/** The parts of a date or an hour, each of which is typed by itself. */
export function DateParts({ small }: { small?: boolean }) {
  return (
    <DateInput className={styles.parts ?? ""} data-small={small}>
      {(segment) => <DateSegment segment={segment} className={styles.part ?? ""} />}
    </DateInput>
  );
}
