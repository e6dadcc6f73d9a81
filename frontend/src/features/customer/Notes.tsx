import { useId } from "react";
import type { Description, Profile } from "../../api/people";
import { useCustomerDeed } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import type { Heading } from "./Contacts";
import styles from "./people.module.css";
import { type Saving, useSaved } from "./useSaved";

type Props = { profile: Profile; heading: Heading };

/** Keeps one field of what is known, and says so when it cannot. */
function useDescribing(customerId: string) {
  const complain = useComplain();
  const describing = useCustomerDeed(
    (desk, description: Description) => desk.customer.describe(customerId, description),
    customerId,
  );
  return async (description: Description) => {
    try {
      await describing.mutateAsync(description);
    } catch (thrown) {
      complain(thrown);
      throw thrown;
    }
  };
}

function SavingWord({ saving }: { saving: Saving }) {
  const { t } = useWords();
  return (
    <span className={styles.saving} role="status">
      {saving === "saving" && t("profile.saving")}
      {saving === "saved" && t("profile.saved")}
    </span>
  );
}

/** What is good to know of a customer: a few lines, kept as they are typed. */
export function Notes({ profile, heading: Title }: Props) {
  const { t } = useWords();
  const id = useId();
  const describe = useDescribing(profile.customerId);
  const { text, change, saving, leave } = useSaved(profile.notes, (notes) => describe({ notes }));
  return (
    <section className={styles.card} data-note>
      <div className={styles.cardHead}>
        <Title>
          <label htmlFor={id}>{t("profile.notes")}</label>
        </Title>
        <SavingWord saving={saving} />
      </div>
      <textarea
        id={id}
        className={styles.notes}
        dir="auto"
        rows={Math.min(8, Math.max(2, text.split("\n").length))}
        maxLength={4000}
        placeholder={t("profile.notes.hint")}
        value={text}
        onChange={(event) => change(event.target.value)}
        onBlur={() => void leave()}
      />
    </section>
  );
}

/** CPF or CNPJ, kept whatever is typed: a doubt is told, not forbidden. */
export function DocumentField({ profile, heading: Title }: Props) {
  const { t } = useWords();
  const id = useId();
  const describe = useDescribing(profile.customerId);
  const { text, change, saving, leave } = useSaved(profile.document, (document) => describe({ document }));
  const doubt = text === profile.document && profile.documentDoubt;
  return (
    <section className={styles.card}>
      <div className={styles.cardHead}>
        <Title>
          <label htmlFor={id}>{t("profile.document")}</label>
        </Title>
        <SavingWord saving={saving} />
      </div>
      <input
        id={id}
        type="text"
        className={styles.input}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        aria-describedby={doubt ? `${id}-doubt` : undefined}
        value={text}
        onChange={(event) => change(event.target.value)}
        onBlur={() => void leave()}
      />
      {doubt && (
        <p id={`${id}-doubt`} className={styles.doubt}>
          {t(`profile.doubt.${doubt}`)}
        </p>
      )}
    </section>
  );
}
