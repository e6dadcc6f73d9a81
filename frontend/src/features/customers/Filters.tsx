import Check from "lucide-react/icons/check";
import ChevronDown from "lucide-react/icons/chevron-down";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { CustomersQuery } from "../../api/people";
import type { Channel } from "../../api/types";
import { useTags } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { ChannelShape } from "../../ui/channel";
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

type Option = { value: string; text: string; aside?: string; channel?: Channel };
type PickProps = { label: string; value: string; options: Option[]; onPick: (value: string) => void };

/** The empty value stands for no choice: a menu's key cannot be empty. */
const keyOf = (value: string) => value || " ";

/** One of a few, behind a button that says which. */
function Pick({ label, value, options, onPick }: PickProps) {
  const chosen = options.find((option) => option.value === value);
  return (
    <MenuTrigger>
      <Button
        className={styles.pick ?? ""}
        data-set={value !== "" || undefined}
        aria-label={`${label}: ${chosen?.text ?? value}`}
      >
        <span dir="auto">{chosen?.text ?? value}</span>
        <ChevronDown size="1rem" />
      </Button>
      <Popover className={styles.popover ?? ""} placement="bottom start" offset={4}>
        <Menu
          className={styles.menu ?? ""}
          aria-label={label}
          selectionMode="single"
          selectedKeys={[keyOf(value)]}
          disallowEmptySelection
          onAction={(key) => onPick(String(key).trim() === "" ? "" : String(key))}
        >
          {options.map((option) => (
            <MenuItem
              key={keyOf(option.value)}
              id={keyOf(option.value)}
              textValue={option.text}
              className={styles.menuItem ?? ""}
              data-channel={option.channel}
            >
              <span className={styles.mark}>{option.value === value && <Check size="1rem" strokeWidth={2.4} />}</span>
              {option.channel && <ChannelShape channel={option.channel} size="1.125rem" />}
              <span className={styles.menuText} dir="auto">
                {option.text}
              </span>
              {option.aside && <span className={styles.menuAside}>{option.aside}</span>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
