import type { CustomersQuery } from "../../api/people";
import { useCustomerAt } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { listTime } from "../../lib/time";
import { Avatar } from "../../ui/Avatar";
import { ChannelShape } from "../../ui/channel";
import { Hidden } from "../../ui/Hidden";
import { Tags } from "../../ui/Tags";
import styles from "./customers.module.css";

type Props = {
  id: string;
  query: CustomersQuery;
  index: number;
  now: number;
  tabStop: boolean;
  onOpen: (customerId: string) => void;
};

/** One customer: the name, how to reach them, their tags, and when they were last in touch. */
export function CustomerRow({ id, query, index, now, tabStop, onOpen }: Props) {
  const { t, locale } = useWords();
  const row = useCustomerAt(query, index);
  // Not read yet, it is there already: the focus may come to it before its words do.
  const place = { type: "button", id, className: styles.row, tabIndex: tabStop ? 0 : -1 } as const;
  if (!row) return <button {...place} aria-label={t("people.loading")} aria-busy="true" />;
  return (
    <button {...place} onClick={() => onOpen(row.customerId)}>
      <Avatar id={row.customerId} name={row.name} />
      <span className={styles.who}>
        <span className={styles.name} dir="auto">
          {row.name}
        </span>
        <span className={styles.address}>{row.address}</span>
      </span>
      <span className={styles.rowTags}>
        <Tags tags={row.tags} most={2} more={(n) => t("tags.more", { n })} />
      </span>
      <span className={styles.channels}>
        {row.channels.map((channel) => (
          <span key={channel} data-channel={channel} title={t(`channel.${channel}`)}>
            <ChannelShape channel={channel} size="1.125rem" />
            <Hidden>, {t(`channel.${channel}`)}</Hidden>
          </span>
        ))}
      </span>
      <span className={styles.when}>
        {row.machine && <span className={styles.machine}>{t("people.machine")}</span>}
        {row.lastAt > 0 ? listTime(now, row.lastAt, locale) : t("people.silent")}
      </span>
    </button>
  );
}
