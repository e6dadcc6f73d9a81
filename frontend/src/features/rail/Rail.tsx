import CircleHelp from "lucide-react/icons/circle-question-mark";
import Inbox from "lucide-react/icons/inbox";
import { useInboxCounts } from "../../api/react";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import { useCommandButton } from "../../ui/CommandButton";
import { Hidden } from "../../ui/Hidden";
import { Brand } from "./Brand";
import styles from "./rail.module.css";

/** The places of the program. */
export function Rail({ inInbox, onInbox }: { inInbox: boolean; onInbox: () => void }) {
  const { t, locale } = useWords();
  const { run } = useAvailableCommands();
  const waiting = useInboxCounts().data?.reply ?? 0;
  return (
    <nav className={styles.rail} aria-label={t("nav.label")}>
      <div className={styles.logo}>
        <Brand />
        <span className={styles.name}>Balcão</span>
      </div>
      <button
        type="button"
        className={styles.place}
        aria-current={inInbox ? "page" : undefined}
        onClick={onInbox}
        {...useCommandButton("place.inbox")}
      >
        <Inbox size="1.5rem" strokeWidth={1.75} />
        <span>{t("nav.inbox")}</span>
        {waiting > 0 && (
          <span className={styles.badge}>
            <span aria-hidden="true">{new Intl.NumberFormat(locale).format(waiting)}</span>
            <Hidden>{t("nav.toReply", { n: waiting })}</Hidden>
          </span>
        )}
      </button>
      <button type="button" className={styles.foot} onClick={() => run("keys.show")} {...useCommandButton("keys.show")}>
        <CircleHelp size="1.5rem" strokeWidth={1.75} />
        <span>{t("nav.help")}</span>
      </button>
    </nav>
  );
}
