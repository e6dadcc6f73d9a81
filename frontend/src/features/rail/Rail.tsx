import Inbox from "lucide-react/icons/inbox";
import Settings from "lucide-react/icons/settings";
import Users from "lucide-react/icons/users-round";
import type { ReactNode } from "react";
import { useInboxCounts } from "../../api/react";
import { useWords } from "../../i18n/react";
import { useKeysOf } from "../../lib/commands";
import { shownKey } from "../../lib/keys";
import { type Place, placeCommand } from "../../places";
import { Hidden } from "../../ui/Hidden";
import { Brand } from "./Brand";
import styles from "./rail.module.css";

const icon = { size: "1.5rem", strokeWidth: 1.75 } as const;

type Props = { place: Place; onPlace: (place: Place) => void };

/** The places of the program. */
export function Rail({ place, onPlace }: Props) {
  const { t, locale } = useWords();
  const waiting = useInboxCounts().data?.reply ?? 0;
  const to = (where: Place) => ({ where, here: where === place, onPlace });
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
            <span aria-hidden="true">{new Intl.NumberFormat(locale).format(waiting)}</span>
            <Hidden>{t("nav.toReply", { n: waiting })}</Hidden>
          </span>
        )}
      </PlaceButton>
      <PlaceButton {...to("customers")}>
        <Users {...icon} />
        <span>{t("nav.customers")}</span>
      </PlaceButton>
      <div className={styles.foot}>
        <PlaceButton {...to("settings")}>
          <Settings {...icon} />
          <span>{t("nav.settings")}</span>
        </PlaceButton>
      </div>
    </nav>
  );
}

type ButtonProps = { where: Place; here: boolean; onPlace: (place: Place) => void; children: ReactNode };

function PlaceButton({ where, here, onPlace, children }: ButtonProps) {
  const { t } = useWords();
  const key = useKeysOf(placeCommand[where])[0];
  return (
    <button
      type="button"
      className={styles.place}
      aria-current={here ? "page" : undefined}
      title={key && `${t(`nav.${where}`)} (${shownKey(key)})`}
      onClick={() => onPlace(where)}
    >
      {children}
    </button>
  );
}
