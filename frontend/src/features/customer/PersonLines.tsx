import type { Person } from "../../api/people";
import { useWords } from "../../i18n/react";
import { ChannelShape } from "../../ui/channel";
import { Hidden } from "../../ui/Hidden";
import styles from "./people.module.css";

/** How many addresses tell somebody from others. */
const shown = 5;

/** The addresses of somebody, a few of them. */
export function PersonLines({ person }: { person: Person }) {
  const { t } = useWords();
  const rest = person.contacts.length - shown;
  return (
    <ul className={styles.lines}>
      {person.contacts.slice(0, shown).map((line) => (
        <li key={`${line.channel} ${line.address}`} className={styles.line} data-channel={line.channel}>
          <ChannelShape channel={line.channel} size="1rem" />
          <Hidden>{t(`channel.${line.channel}`)}: </Hidden>
          <span>{line.address}</span>
        </li>
      ))}
      {rest > 0 && <li>{t("tags.more", { n: rest })}</li>}
    </ul>
  );
}
