import ChevronRight from "lucide-react/icons/chevron-right";
import Plug from "lucide-react/icons/plug";
import ShieldCheck from "lucide-react/icons/shield-check";
import Store from "lucide-react/icons/store";
import type { ReactNode } from "react";
import { useDesk } from "../../api/react";
import { useWords } from "../../i18n/react";
import { Brand } from "../../ui/Brand";
import { LanguageMenu } from "./LanguageMenu";
import { Scene } from "./Scene";
import styles from "./welcome.module.css";

type Props = { onConnect: () => void };

/** The first screen of an empty shop: a door to the demonstration and a door to one's own. */
export function Welcome({ onConnect }: Props) {
  const { t } = useWords();
  const desk = useDesk();
  return (
    <div className={styles.welcome}>
      <Scene />
      <main className={styles.side}>
        <header className={styles.head}>
          <Brand on="page" />
          <b>Balcão</b>
          <span className={styles.language}>
            <LanguageMenu />
          </span>
        </header>
        <div className={styles.doors}>
          <h1>{t("welcome.title")}</h1>
          <p className={styles.lead}>{t("welcome.lead")}</p>
          <Door
            first
            icon={<Store size="1.5rem" />}
            title={t("welcome.demo")}
            mark={t("welcome.demoMark")}
            text={t("welcome.demoText")}
            onOpen={() => void desk.shop.openDemo().catch(() => undefined)}
          />
          <Door
            icon={<Plug size="1.5rem" />}
            title={t("welcome.connect")}
            text={t("welcome.connectText")}
            onOpen={onConnect}
          />
        </div>
        <p className={styles.promise}>
          <ShieldCheck size="1rem" />
          {t("welcome.promise")}
        </p>
      </main>
    </div>
  );
}

type DoorProps = { first?: boolean; icon: ReactNode; title: string; mark?: string; text: string; onOpen: () => void };

function Door({ first = false, icon, title, mark, text, onOpen }: DoorProps) {
  return (
    <button type="button" className={styles.door} data-first={first || undefined} onClick={onOpen}>
      <span className={styles.doorIcon}>{icon}</span>
      <span className={styles.doorWords}>
        <b>{title}</b>
        {mark && <span className={styles.mark}>{mark}</span>}
        <span className={styles.doorText}>{text}</span>
      </span>
      <ChevronRight size="1.25rem" />
    </button>
  );
}
