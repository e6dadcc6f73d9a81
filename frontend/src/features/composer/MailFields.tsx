import { useState } from "react";
import type { Draft } from "../../api/composer";
import type { Card } from "../../api/types";
import { useWords } from "../../i18n/react";
import type { Translate } from "../../i18n/translate";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";

type Props = { card: Card; draft: Draft; onChange: (change: Partial<Draft>) => void };

/** What a mail is called when the owner calls it nothing: the answer's name, else a plain one. */
export function subjectOf(card: Card, draft: Draft, t: Translate): string {
  return draft.subject ?? (card.subject || t("composer.newSubject"));
}

/** What only mail has: a subject, and copies behind a button. */
export function MailFields({ card, draft, onChange }: Props) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const subject = subjectOf(card, draft, t);
  const copies = asked || draft.cc !== "";
  return (
    <>
      <div className={styles.subject}>
        <label>
          <span>{t("composer.subject")}</span>
          <input
            type="text"
            value={subject}
            maxLength={500}
            dir="auto"
            onChange={(event) => onChange({ subject: event.target.value })}
          />
        </label>
        {!copies && (
          <Button look="quiet" className={styles.cc} title={t("composer.addCc")} onClick={() => setAsked(true)}>
            {t("composer.cc")}
          </Button>
        )}
      </div>
      {copies && (
        <div className={styles.subject}>
          <label>
            <span>{t("composer.cc")}</span>
            <input
              type="text"
              inputMode="email"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the owner has just asked to type here
              autoFocus={asked}
              value={draft.cc}
              maxLength={2000}
              placeholder={t("composer.ccHint")}
              onChange={(event) => onChange({ cc: event.target.value })}
              onBlur={() => setAsked(false)}
            />
          </label>
        </div>
      )}
    </>
  );
}
