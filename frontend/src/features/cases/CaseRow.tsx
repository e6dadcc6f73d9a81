import type { Case } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { ChannelShape } from "../../ui/channel";
import { Hidden } from "../../ui/Hidden";
import { CaseChips } from "./CaseChips";
import styles from "./cases.module.css";
import { span } from "./story";

type Props = { id: string; of: Case; open: boolean; tabStop: boolean; onOpen: () => void };

/** One case: its number, what is promised in it or how it began, over which channels it went, when, and how it stands. */
export function CaseRow({ id, of, open, tabStop, onOpen }: Props) {
  const { t, locale } = useWords();
  return (
    <button
      type="button"
      id={id}
      className={styles.row}
      tabIndex={tabStop ? 0 : -1}
      aria-current={open || undefined}
      onClick={onOpen}
    >
      <span className={styles.rowHead}>
        <span className={styles.number}>{of.protocol}</span>
        <span className={styles.channels}>
          {of.channels.map((channel) => (
            <span key={channel} data-channel={channel} title={t(`channel.${channel}`)}>
              <ChannelShape channel={channel} size="1rem" />
              <Hidden>, {t(`channel.${channel}`)}</Hidden>
            </span>
          ))}
        </span>
        <span className={styles.when}>{span(of.openedAt, of.closedAt, locale, t)}</span>
      </span>
      <span className={styles.rowFoot}>
        <span className={styles.begins} dir="auto">
          {(of.state !== "closed" && of.promise) || of.begins || t("case.wordless")}
        </span>
        <CaseChips of={of} />
      </span>
    </button>
  );
}
