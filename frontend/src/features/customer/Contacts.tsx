import BadgeCheck from "lucide-react/icons/badge-check";
import Copy from "lucide-react/icons/copy";
import Ellipsis from "lucide-react/icons/ellipsis";
import Plus from "lucide-react/icons/plus";
import { type ReactNode, useState } from "react";
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { Point, Profile } from "../../api/people";
import type { Channel } from "../../api/types";
import { useCustomerDeed } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { dateFormat } from "../../lib/intl";
import { Button } from "../../ui/Button";
import { ChannelShape } from "../../ui/channel";
import { Hidden } from "../../ui/Hidden";
import { useToasts } from "../../ui/toasts";
import { AddContact } from "./AddContact";
import { AddressWords } from "./AddressWords";
import { LabelForm } from "./LabelForm";
import { useMarks } from "./marks";
import styles from "./people.module.css";

/** Which level of heading the cards have where they stand. */
export type Heading = "h2" | "h4";

type Props = {
  profile: Profile;
  /** The channels on which she can be written to now. */
  writable: readonly Channel[];
  onWrite: (channel: Channel) => void;
  onSplit: (identityId: string) => void;
  /** Called with whoever has the address that was typed. */
  onTaken: (otherId: string) => void;
  hint?: ReactNode;
  heading: Heading;
};

/** Every way to reach a customer, and what can be done with each. */
export function Contacts({ profile, writable, onWrite, onSplit, onTaken, hint, heading: Title }: Props) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  return (
    <section className={styles.card}>
      <Title>{t("panel.contacts")}</Title>
      <ul>
        {profile.points.map((point) => (
          <Contact
            key={point.id}
            point={point}
            customer={profile}
            onWrite={!point.barred && writable.includes(point.channel) ? () => onWrite(point.channel) : undefined}
            onSplit={profile.points.length > 1 ? () => onSplit(point.id) : undefined}
          />
        ))}
      </ul>
      {hint}
      {adding ? (
        <AddContact customerId={profile.customerId} onDone={() => setAdding(false)} onTaken={onTaken} />
      ) : (
        <Button look="link" className={styles.add} onClick={() => setAdding(true)}>
          <Plus size="1rem" />
          {t("contact.add")}
        </Button>
      )}
    </section>
  );
}

type ContactProps = {
  point: Point;
  customer: Profile;
  onWrite: (() => void) | undefined;
  onSplit: (() => void) | undefined;
};

function Contact({ point, customer, onWrite, onSplit }: ContactProps) {
  const { t, locale } = useWords();
  const [labelling, setLabelling] = useState(false);
  const channel = t(`channel.${point.channel}`);
  const copy = useCopy(point.address);
  const months = dateFormat(locale, { month: "short", year: "numeric" });
  const seen = point.messages > 0 && months.formatRange(point.firstAt, point.lastAt);
  const aside = point.label || (point.seenName !== customer.name ? point.seenName : "");
  return (
    <li className={styles.contact} data-channel={point.channel} data-barred={point.barred || undefined}>
      <ChannelShape channel={point.channel} size="1.125rem" />
      <div className={styles.contactText}>
        <Hidden>{channel}: </Hidden>
        <span className={styles.address}>
          <AddressWords address={point.address} />
          {point.verified && (
            <span className={styles.verified} title={t("contact.verified.hint")}>
              <BadgeCheck size="0.9375rem" />
              <Hidden>{t("contact.verified")}</Hidden>
            </span>
          )}
        </span>
        {labelling ? (
          <LabelForm point={point} customerId={customer.customerId} onDone={() => setLabelling(false)} />
        ) : (
          <span className={styles.aside}>
            {point.barred && (
              <span className={styles.barred} title={t("contact.barred.hint")}>
                {t("contact.barred")}
              </span>
            )}
            {point.preferred && !point.barred && (
              <span className={styles.preferred} title={t("contact.preferred.hint")}>
                {t("contact.preferred")}
              </span>
            )}
            {aside !== "" && <span dir="auto">{aside}</span>}
            {!point.verified && <span title={t("contact.unverified.hint")}>{t("contact.unverified")}</span>}
            {seen && <span>{seen}</span>}
          </span>
        )}
      </div>
      <Button
        look="icon"
        className={styles.small}
        aria-label={t("contact.copy", { address: point.address })}
        onClick={copy}
      >
        <Copy size="1rem" />
      </Button>
      <ContactMenu
        point={point}
        customer={customer}
        onWrite={onWrite}
        onSplit={onSplit}
        onLabel={() => setLabelling(true)}
      />
    </li>
  );
}

function useCopy(address: string): () => void {
  const { t } = useWords();
  const complain = useComplain();
  const toasts = useToasts();
  return () => {
    navigator.clipboard
      .writeText(address)
      .then(() => toasts.show({ text: t("contact.copied", { address }) }), complain);
  };
}

function ContactMenu({ point, customer, onWrite, onSplit, onLabel }: ContactProps & { onLabel: () => void }) {
  const { t } = useWords();
  const remove = useRemove(point, customer.customerId);
  const { prefer, bar } = useMarks(point, customer.customerId);
  const item = (id: string, text: string, run: () => void) => (
    <MenuItem key={id} id={id} className={styles.menuItem ?? ""} onAction={run}>
      {text}
    </MenuItem>
  );
  return (
    <MenuTrigger>
      <AriaButton className={styles.more ?? ""} aria-label={t("contact.more", { address: point.address })}>
        <Ellipsis size="1.125rem" />
      </AriaButton>
      <Popover className={styles.popover ?? ""} placement="bottom end" offset={4}>
        <Menu className={styles.menu ?? ""}>
          {onWrite && item("write", t("contact.write", { channel: t(`channel.${point.channel}`) }), onWrite)}
          {!point.barred && item("prefer", t(point.preferred ? "contact.prefer.no" : "contact.prefer"), prefer)}
          {item("label", t("contact.rename"), onLabel)}
          {item("bar", t(point.barred ? "contact.bar.no" : "contact.bar"), bar)}
          {onSplit && item("split", t("contact.split"), onSplit)}
          {point.removable && item("remove", t("contact.remove"), remove)}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Takes a contact away over which nothing was said; undoing types it again. */
function useRemove(point: Point, customerId: string): () => void {
  const { t } = useWords();
  const toasts = useToasts();
  const complain = useComplain();
  const removing = useCustomerDeed((desk) => desk.customer.removeAddress(point.id), customerId);
  const adding = useCustomerDeed(
    (desk) => desk.customer.addAddress(customerId, point.channel, point.address, point.label),
    customerId,
  );
  return () => {
    removing.mutateAsync(undefined).then(() => {
      const run = () => void adding.mutateAsync(undefined).catch(complain);
      toasts.show({ text: t("contact.removed"), action: { label: t("toast.undo"), run }, lasting: true });
    }, complain);
  };
}
