import Check from "lucide-react/icons/check";
import History from "lucide-react/icons/history";
import X from "lucide-react/icons/x";
import { useState } from "react";
import { type Purpose, purposes } from "../../api/consents";
import type { Profile } from "../../api/people";
import { useWords } from "../../i18n/react";
import { calendarDay } from "../../lib/time";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { ChannelShape } from "../../ui/channel";
import { AddressWords } from "./AddressWords";
import type { Heading } from "./Contacts";
import styles from "./people.module.css";
import { SayingsDialog } from "./SayingsDialog";
import { type Answer, answersTo, useConsent } from "./useConsent";

type Props = {
  profile: Profile;
  heading: Heading;
  /** Shows a message where it was said. */
  onShow: (messageId: string) => void;
};

/** What may be sent to each address of a customer without having been asked, since when, and how that is known. */
export function Consent({ profile, heading: Title, onShow }: Props) {
  const { t } = useWords();
  const { list, say } = useConsent(profile.customerId, profile.name);
  const [purpose, setPurpose] = useState<Purpose>("marketing");
  const [asking, setAsking] = useState(false);
  if (list.length === 0) return null;
  const answers = answersTo(purpose, list);
  const alone = (each: Answer) => answers.filter(({ channel }) => channel === each.channel).length === 1;
  return (
    <section className={styles.card}>
      <div className={styles.cardHead}>
        <Title>{t("consent.title")}</Title>
        <Button look="link" onClick={() => setAsking(true)}>
          <History size="1rem" />
          {t("consent.history")}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons are no field of a form */}
      <div className={styles.purposes} role="group" aria-label={t("consent.purpose")}>
        {purposes.map((each) => (
          <Button key={each} look="line" aria-pressed={each === purpose} onClick={() => setPurpose(each)}>
            {t(`consent.purpose.${each}`)}
          </Button>
        ))}
      </div>
      <p className={styles.rule}>{t(`consent.rule.${purpose}`)}</p>
      <ul>
        {answers.map((each) => (
          <Row
            key={`${each.channel} ${each.address}`}
            purpose={purpose}
            answer={each}
            alone={alone(each)}
            onSay={(yes) => say(purpose, [each], yes)}
          />
        ))}
      </ul>
      {answers.length > 1 && <ForAll purpose={purpose} onSay={(yes) => say(purpose, answers, yes)} />}
      {asking && <SayingsDialog profile={profile} onShow={onShow} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** The same answer for every place. Only what is said of campaigns has commands. */
function ForAll({ purpose, onSay }: { purpose: Purpose; onSay: (yes: boolean) => void }) {
  const { t } = useWords();
  const button = (yes: boolean) => {
    const words = t(yes ? "consent.yes" : "consent.no");
    if (purpose !== "marketing")
      return (
        <Button look="line" onClick={() => onSay(yes)}>
          {words}
        </Button>
      );
    return (
      <CommandButton command={yes ? "customer.allow" : "customer.decline"} look="line" onClick={() => onSay(yes)}>
        {words}
      </CommandButton>
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons are no field of a form
    <div className={styles.consentAll} role="group" aria-label={t("consent.all")}>
      <span>{t("consent.all")}</span>
      <span className={styles.answer}>
        {button(true)}
        {button(false)}
      </span>
    </div>
  );
}

type RowProps = {
  purpose: Purpose;
  answer: Answer;
  /** The channel says which address it is. */
  alone: boolean;
  onSay: (yes: boolean) => void;
};

function Row({ purpose, answer, alone, onSay }: RowProps) {
  const { t, locale } = useWords();
  const { channel, address, stopped, told } = answer;
  const { status, source, saidAt } = told;
  const called = t(`channel.${channel}`);
  const how = source === "" ? t("consent.none") : t(`consent.by.${source}`, { date: calendarDay(saidAt, locale) });
  const of = t(`consent.of.${purpose}`, { channel: called, address });
  return (
    <li className={styles.consent} data-channel={channel}>
      <ChannelShape channel={channel} size="1.125rem" />
      <div className={styles.contactText}>
        <span className={styles.address}>{alone ? called : <AddressWords address={address} />}</span>
        <span className={styles.aside}>{how}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons are no field of a form */}
      <span className={styles.answer} role="group" aria-label={of}>
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
