import { useEffect, useState } from "react";
import type { Campaign } from "../../api/campaigns";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { spokenMoment, spokenPast } from "../../lib/spokenMoment";
import { moment } from "../../lib/time";
import { TextInput } from "../../ui/form";
import styles from "./campaigns.module.css";
import { isSent } from "./draft";

type Props = {
  campaign: Campaign;
  onChange: (next: Partial<Campaign>) => void;
  /** Whether a moment that was typed is not understood: the one before is not meant any more. */
  onUnclear: (part: "date" | "until", is: boolean) => void;
};

/** When it is sent and until when; of one by other means, when it was. */
export function When({ campaign, onChange, onUnclear }: Props) {
  const { t } = useWords();
  const sent = isSent(campaign.medium);
  return (
    <>
      <Moment
        key={sent ? "date" : "day"}
        label={t(sent ? "campaigns.date" : "campaigns.day")}
        hint={t(sent ? "campaigns.date.hint" : "campaigns.day.hint")}
        read={sent ? spokenMoment : spokenPast}
        at={campaign.date}
        onAt={(date) => onChange({ date })}
        part="date"
        onUnclear={onUnclear}
      />
      {sent && (
        <Moment
          label={t("campaigns.until")}
          hint={t("campaigns.until.hint")}
          read={spokenMoment}
          at={campaign.until}
          onAt={(until) => onChange({ until })}
          part="until"
          onUnclear={onUnclear}
        />
      )}
      {sent && <p className={styles.hint}>{t("campaigns.pace")}</p>}
    </>
  );
}

type MomentProps = {
  label: string;
  hint: string;
  read: (typed: string, now: number, locale: string) => number | null;
  at: number;
  onAt: (at: number) => void;
  part: "date" | "until";
  onUnclear: Props["onUnclear"];
};

/** A moment in words, which is told back. */
function Moment({ label, hint, read, at, onAt, part, onUnclear }: MomentProps) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const [typed, setTyped] = useState(at > 0 ? moment(now, at, locale) : "");
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    onUnclear(part, wrong);
    return () => onUnclear(part, false);
  }, [part, wrong, onUnclear]);
  const change = (text: string) => {
    setTyped(text);
    const understood = text.trim() === "" ? 0 : read(text, Date.now(), locale);
    setWrong(understood === null);
    if (understood !== null) onAt(understood);
  };
  return (
    <TextInput
      label={label}
      hint={at > 0 && !wrong ? moment(now, at, locale) : hint}
      error={wrong ? t("campaigns.when.wrong") : undefined}
      value={typed}
      onChange={change}
      code
      maxLength={60}
    />
  );
}
