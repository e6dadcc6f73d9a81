import { useState } from "react";
import type { CampaignPerson } from "../../api/campaigns";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import styles from "./campaigns.module.css";

type ListProps = { people: CampaignPerson[]; onCustomer: (person: CampaignPerson) => void };

/** Those behind a figure; each leads to what was said with her. */
export function PeopleList({ people, onCustomer }: ListProps) {
  const { t } = useWords();
  return (
    <ul className={styles.people}>
      {people.map((person) => (
        <li key={person.was + person.address}>
          <button type="button" className={styles.person} onClick={() => onCustomer(person)}>
            <span dir="auto">{person.name || t("campaigns.people.nameless")}</span>
            <span className={styles.address}>{person.address}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

type Props = { label: string; className?: string | undefined; children: React.ReactNode } & ListProps;

/** A figure that opens who is behind it. */
export function Behind({ label, className, children, people, onCustomer }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className ?? styles.behind}
        disabled={people.length === 0}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      {open && (
        <Dialog title={label} onClose={() => setOpen(false)}>
          <PeopleList
            people={people}
            onCustomer={(person) => {
              setOpen(false);
              onCustomer(person);
            }}
          />
          <DialogFoot>
            <Button look="line" onClick={() => setOpen(false)}>
              {t("campaigns.people.close")}
            </Button>
          </DialogFoot>
        </Dialog>
      )}
    </>
  );
}
