import BookText from "lucide-react/icons/book-text";
import CircleHelp from "lucide-react/icons/circle-question-mark";
import Inbox from "lucide-react/icons/inbox";
import Megaphone from "lucide-react/icons/megaphone";
import Settings from "lucide-react/icons/settings";
import Ticket from "lucide-react/icons/ticket";
import Users from "lucide-react/icons/users-round";
import type { ReactNode } from "react";
import { useInboxCounts } from "../../api/react";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import { numberFormat } from "../../lib/intl";
import { type Place, placeCommand, type RailPlace } from "../../places";
import { Brand } from "../../ui/Brand";
import { useCommandButton } from "../../ui/CommandButton";
import { Hidden } from "../../ui/Hidden";
import styles from "./rail.module.css";

const icon = { size: "1.5rem", strokeWidth: 1.75 } as const;

type Props = { place: Place; onPlace: (place: RailPlace) => void };

/** The places of the program. */
export function Rail({ place, onPlace }: Props) {
  const { t, locale } = useWords();
  const { run } = useAvailableCommands();
  const waiting = useInboxCounts().data?.reply ?? 0;
  const to = (where: RailPlace) => ({ where, here: where === place, onPlace });
  return (
    <nav className={styles.rail} aria-label={t("nav.label")}>
      <div className={styles.logo}>
        <Brand />
        <span className={styles.name}>Balcão</span>
      </div>
      <PlaceButton {...to("inbox")}>
        <Inbox {...icon} />
        <span>{t("nav.inbox")}</span>
        {waiting > 0 && (
          <span className={styles.badge}>
            <span aria-hidden="true">{badge(waiting, locale)}</span>
            <Hidden>{t("nav.toReply", { n: waiting })}</Hidden>
          </span>
        )}
      </PlaceButton>
      <PlaceButton {...to("customers")}>
        <Users {...icon} />
        <span>{t("nav.customers")}</span>
      </PlaceButton>
      <PlaceButton {...to("cases")}>
        <Ticket {...icon} />
        <span>{t("nav.cases")}</span>
      </PlaceButton>
      <PlaceButton {...to("campaigns")}>
        <Megaphone {...icon} />
        <span>{t("nav.campaigns")}</span>
      </PlaceButton>
      <PlaceButton {...to("phrases")}>
        <BookText {...icon} />
        <span>{t("nav.phrases")}</span>
      </PlaceButton>
      <div className={styles.foot}>
        <button
          type="button"
          className={styles.place}
          onClick={() => run("keys.show")}
          {...useCommandButton("keys.show")}
        >
          <CircleHelp {...icon} />
          <span>{t("nav.help")}</span>
        </button>
        <PlaceButton {...to("settings")}>
          <Settings {...icon} />
          <span>{t("nav.settings")}</span>
        </PlaceButton>
      </div>
    </nav>
  );
}

type ButtonProps = { where: RailPlace; here: boolean; onPlace: (place: RailPlace) => void; children: ReactNode };

function PlaceButton({ where, here, onPlace, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={styles.place}
      aria-current={here ? "page" : undefined}
      onClick={() => onPlace(where)}
      {...useCommandButton(placeCommand[where])}
    >
      {children}
    </button>
  );
}

/** As many as the badge has room for. */
const most = 999;

function badge(waiting: number, locale: string): string {
  const shown = numberFormat(locale, undefined).format(Math.min(waiting, most));
  return waiting > most ? `${shown}+` : shown;
}
