import ArrowLeft from "lucide-react/icons/arrow-left";
import type { Duplicate, Person } from "../../api/people";
import { useWords } from "../../i18n/react";
import { useStartFocus } from "../../lib/focus";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { ChannelShape } from "../../ui/channel";
import { Hidden } from "../../ui/Hidden";
import { Notice } from "../../ui/Notice";
import styles from "./customers.module.css";

type Props = {
  list: Duplicate[];
  onMerge: (keep: Person, other: Person) => void;
  onApart: (person: Person, other: Person) => void;
  onBack: () => void;
};

/** Who may be the same person, the likeliest first. */
export function Duplicates({ list, onMerge, onApart, onBack }: Props) {
  const { t } = useWords();
  const back = useStartFocus<HTMLButtonElement>();
  return (
    <main className={styles.place} aria-label={t("alike.open")}>
      <header className={styles.head}>
        <div className={styles.titleLine}>
          <Button ref={back} look="icon" aria-label={t("alike.back")} onClick={onBack}>
            <ArrowLeft size="1.25rem" />
          </Button>
          <h1>{t("alike.open")}</h1>
        </div>
        <p className={styles.lead}>{t("alike.text")}</p>
      </header>
      {list.length === 0 ? (
        <Notice title={t("alike.none.title")} text={t("alike.none.text")} />
      ) : (
        <ul className={styles.pairs}>
          {list.map((pair) => (
            <li key={`${pair.a.customerId} ${pair.b.customerId}`} className={styles.pair}>
              <p className={styles.reason}>{pair.reasons.map((reason) => t(`alike.${reason}`)).join(", ")}</p>
              <Somebody person={pair.a} />
              <Somebody person={pair.b} />
              <div className={styles.pairDeeds}>
                <Button look="quiet" onClick={() => onApart(pair.a, pair.b)}>
                  {t("alike.apart")}
                </Button>
                <Button look="line" onClick={() => onMerge(pair.a, pair.b)}>
                  {t("alike.look")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}

/** How many addresses tell somebody from others. */
const shown = 3;

function Somebody({ person }: { person: Person }) {
  const { t } = useWords();
  return (
    <div className={styles.somebody}>
      <Avatar id={person.customerId} name={person.name} />
      <span className={styles.who}>
        <span className={styles.name} dir="auto">
          {person.name}
        </span>
        {person.contacts.slice(0, shown).map((line) => (
          <span key={`${line.channel} ${line.address}`} className={styles.contactLine} data-channel={line.channel}>
            <ChannelShape channel={line.channel} size="0.875rem" />
            <Hidden>{t(`channel.${line.channel}`)}: </Hidden>
            <span>{line.address}</span>
          </span>
        ))}
      </span>
    </div>
  );
}
