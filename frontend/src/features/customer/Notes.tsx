import { useId } from "react";
import type { Profile } from "../../api/people";
import { useWords } from "../../i18n/react";
import type { Heading } from "./Contacts";
import { useDescribing } from "./describing";
import styles from "./people.module.css";
import { SavingWord } from "./SavingWord";
import { useSaved } from "./useSaved";

type Props = { profile: Profile; heading: Heading };

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
