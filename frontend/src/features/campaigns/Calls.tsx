import type { CampaignPerson, CampaignResults } from "../../api/campaigns";
import { useCampaignDeed } from "../../api/useCampaigns";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Toggle } from "../../ui/form";
import styles from "./campaigns.module.css";

type Props = { results: CampaignResults; onCustomer: (person: CampaignPerson) => void };

/** Who is to be called, with the number, and who was. */
export function Calls({ results: { campaign, figures }, onCustomer }: Props) {
  const { t } = useWords();
  const complain = useComplain();
  const calling = useCampaignDeed((desk, { was, called }: { was: string; called: boolean }) =>
    desk.campaigns.call(campaign.id, was, called),
  );
  const of = (wanted: string) => figures.find(({ name }) => name === wanted)?.people ?? [];
  return (
    <section className={styles.part}>
      <h3>{t("campaigns.calls")}</h3>
      <ul className={styles.calls}>
        {[...of("waiting"), ...of("sent")].map((person) => (
          <li key={person.was}>
            <Button look="link" onClick={() => onCustomer(person)}>
              <span dir="auto">{person.name || t("campaigns.people.nameless")}</span>
            </Button>
            <span className={styles.address}>{person.address}</span>
            <Toggle
              label={t("campaigns.called")}
              isSelected={person.calledAt > 0}
              onChange={(called) => void calling.mutateAsync({ was: person.was, called }).catch(complain)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
