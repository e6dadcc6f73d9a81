import Check from "lucide-react/icons/check";
import X from "lucide-react/icons/x";
import type { Allowed } from "../../api/consents";
import type { Profile } from "../../api/people";
import { useWords } from "../../i18n/react";
import { calendarDay } from "../../lib/time";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { ChannelShape } from "../../ui/channel";
import type { Heading } from "./Contacts";
import styles from "./people.module.css";
import { useConsent } from "./useConsent";

/** Whether campaigns may go to each address of a customer, since when, and how that is known. */
export function Consent({ profile, heading: Title }: { profile: Profile; heading: Heading }) {
  const { t } = useWords();
  const { list, say } = useConsent(profile.customerId, profile.name);
  if (list.length === 0) return null;
  const alone = (each: Allowed) => list.filter(({ channel }) => channel === each.channel).length === 1;
  return (
    <section className={styles.card}>
      <Title>{t("consent.title")}</Title>
      <ul>
        {list.map((each) => (
          <Row key={each.identityId} allowed={each} alone={alone(each)} onSay={(yes) => say([each], yes)} />
        ))}
      </ul>
      {list.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: two buttons are no field of a form
        <div className={styles.consentAll} role="group" aria-label={t("consent.all")}>
          <span>{t("consent.all")}</span>
          <span className={styles.answer}>
            <CommandButton command="customer.allow" look="line" onClick={() => say(list, true)}>
              {t("consent.yes")}
            </CommandButton>
            <CommandButton command="customer.decline" look="line" onClick={() => say(list, false)}>
              {t("consent.no")}
            </CommandButton>
          </span>
        </div>
      )}
    </section>
  );
}

type RowProps = {
  allowed: Allowed;
  /** The channel says which address it is. */
  alone: boolean;
  onSay: (yes: boolean) => void;
};

function Row({ allowed, alone, onSay }: RowProps) {
  const { t, locale } = useWords();
  const { channel, address, status, source, saidAt, stopped } = allowed;
  const called = t(`channel.${channel}`);
  const how = source === "" ? t("consent.none") : t(`consent.by.${source}`, { date: calendarDay(saidAt, locale) });
  return (
    <li className={styles.consent} data-channel={channel}>
      <ChannelShape channel={channel} size="1.125rem" />
      <div className={styles.contactText}>
        <span className={styles.address}>{alone ? called : address}</span>
        <span className={styles.aside}>{how}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons are no field of a form */}
      <span className={styles.answer} role="group" aria-label={t("consent.of", { channel: called, address })}>
        <Button look="line" data-answer="yes" aria-pressed={status === "given"} onClick={() => onSay(true)}>
          {status === "given" && <Check size="0.875rem" strokeWidth={2.4} />}
          {t("consent.yes")}
        </Button>
        <Button look="line" data-answer="no" aria-pressed={status === "withdrawn"} onClick={() => onSay(false)}>
          {status === "withdrawn" && <X size="0.875rem" strokeWidth={2.4} />}
          {t("consent.no")}
        </Button>
      </span>
      {stopped && <p className={styles.stopped}>{t("consent.stopped")}</p>}
    </li>
  );
}
