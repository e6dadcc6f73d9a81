import type { Campaign, CampaignPerson, CampaignPreview } from "../../api/campaigns";
import { useWords } from "../../i18n/react";
import { countSms } from "../../lib/segments";
import styles from "./campaigns.module.css";
import { isSent } from "./draft";
import { Behind } from "./People";

type Props = {
  campaign: Campaign;
  preview: CampaignPreview | undefined;
  onCustomer: (person: CampaignPerson) => void;
};

/** Beside what is written: the message as it arrives, and whom it goes to. */
export function Foreseen({ campaign, preview, onCustomer }: Props) {
  const { t } = useWords();
  const samples = preview?.samples.filter(({ text }) => text.trim() !== "") ?? [];
  return (
    <aside className={styles.foreseen} data-pane="preview">
      {preview && <Goes preview={preview} onCustomer={onCustomer} />}
      {isSent(campaign.medium) && (
        <section className={styles.sample} data-channel={campaign.medium}>
          <h3>
            {samples[0]?.name ? t("campaigns.preview", { name: samples[0].name }) : t("campaigns.preview.nobody")}
          </h3>
          {samples.length === 0 && <p className={styles.hint}>{t("campaigns.preview.empty")}</p>}
          {samples.map(({ subject, text, signature }, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- the first and the second are all they are
            <div key={at} className={styles.bubble} data-mail={campaign.medium === "email" || undefined} dir="auto">
              {campaign.medium === "email" && subject !== "" && <b>{subject}</b>}
              <p>{text}</p>
              {signature !== "" && <p className={styles.signature}>{signature}</p>}
            </div>
          ))}
          {campaign.medium === "sms" && samples[0] && (
            <p className={styles.hint}>{t("phrases.sms", { ...smsOf(samples[0].text) })}</p>
          )}
        </section>
      )}
    </aside>
  );
}

function smsOf(text: string) {
  const { parts, used, room } = countSms(text);
  return { n: parts, used, room };
}

/** "Goes to 42 of 67: 25 did not agree", each with its names. */
export function Goes({ preview, onCustomer }: { preview: CampaignPreview; onCustomer: Props["onCustomer"] }) {
  const { t } = useWords();
  const { goes, total, passed } = preview;
  return (
    <section className={styles.goes} aria-live="polite">
      <Behind
        label={t("campaigns.goes", { n: goes.n, total })}
        className={styles.goesTo}
        people={goes.people}
        onCustomer={onCustomer}
      >
        {t("campaigns.goes", { n: goes.n, total })}
        {passed.length > 0 && ":"}
      </Behind>
      <Passed passed={passed} onCustomer={onCustomer} />
    </section>
  );
}

/** Who is left out, by reason. */
export function Passed({ passed, onCustomer }: { passed: CampaignPreview["passed"]; onCustomer: Props["onCustomer"] }) {
  const { t } = useWords();
  return (
    <ul className={styles.passed}>
      {passed.map(({ name, n, people }) => (
        <li key={name} data-reason={name}>
          <Behind label={t(`campaigns.passed.${name}`, { n })} people={people} onCustomer={onCustomer}>
            {t(`campaigns.passed.${name}`, { n })}
          </Behind>
        </li>
      ))}
    </ul>
  );
}
