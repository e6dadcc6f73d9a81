import type { CustomersQuery } from "../../api/people";
import type { Channel } from "../../api/types";
import { useTags } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { Pick } from "../../ui/Pick";
import styles from "./customers.module.css";

type Props = { query: CustomersQuery; onQuery: (query: CustomersQuery) => void };
const channels = ["whatsapp", "email", "sms"] as const satisfies Channel[];

/** What the list is narrowed to, and its order. */
export function Filters({ query, onQuery }: Props) {
  const { t, locale } = useWords();
  const tags = useTags().data ?? [];
  const number = numberFormat(locale, undefined);
  return (
    <div className={styles.filters}>
      {(tags.length > 0 || query.tag !== "") && (
        <Pick
          label={t("people.tag")}
          value={query.tag}
          options={[
            { value: "", text: t("people.tag.any") },
            ...tags.map((each) => ({ value: each.tag, text: each.tag, aside: number.format(each.customers) })),
          ]}
          onPick={(tag) => onQuery({ ...query, tag })}
        />
      )}
      <Pick
        label={t("people.channel")}
        value={query.channel}
        options={[
          { value: "", text: t("people.channel.any") },
          ...channels.map((channel) => ({ value: channel, text: t(`channel.${channel}`), channel })),
        ]}
        onPick={(channel) => onQuery({ ...query, channel: channel as Channel | "" })}
      />
      <Pick
        label={t("people.order")}
        value={query.byContact ? "contact" : "name"}
        options={[
          { value: "name", text: t("people.order.name") },
          { value: "contact", text: t("people.order.contact") },
        ]}
        onPick={(order) => onQuery({ ...query, byContact: order === "contact" })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={query.machines}
          onChange={(event) => onQuery({ ...query, machines: event.target.checked })}
        />
        {t("people.machines")}
      </label>
    </div>
  );
}
