import { useEffect, useId, useRef, useState } from "react";
import type { WordingLanguage } from "../../api/phrases";
import { type Scale, type SurveyTouch, scales } from "../../api/surveys";
import { useFieldNames } from "../../api/usePhrases";
import { useSurveyPreview } from "../../api/useSurveys";
import { languageNames, locales } from "../../i18n/catalogue";
import { useWords } from "../../i18n/react";
import { Choice, LinesInput } from "../../ui/form";
import { Pick } from "../../ui/Pick";
import { Group } from "../../ui/Section";
import styles from "./surveys.module.css";

/** The delays that are offered, in hours. */
const delays = [0, 1, 4, 24, 48, 72, 120, 168, 240, 336];
const day = 24;
const longest = 1000;

/** The fields that fill themselves in a question; what was bought has no number of a case. */
const fields = ["name", "first_name", "protocol", "shop"] as const;

type Props = { touch: SurveyTouch; onSave: (touch: SurveyTouch) => Promise<void> };

/** One touch point: what is asked, when, and in which words. */
export function TouchCard({ touch, onSave }: Props) {
  const { t } = useWords();
  const { point, scale, delayHours } = touch;
  const later = (hours: number) => {
    if (hours === 0) return t("surveys.delay.0");
    return hours % day === 0 ? t("surveys.days", { n: hours / day }) : t("surveys.hours", { n: hours });
  };
  const offered = delays.includes(delayHours) ? delays : [...delays, delayHours].toSorted((a, b) => a - b);
  const labels: { value: Scale | "off"; label: string; hint?: string }[] = [
    { value: "off", label: t("surveys.scale.off") },
    ...scales.map((each) => ({
      value: each,
      label: t(`surveys.scale.${each}`),
      hint: t(`surveys.scaleHint.${each}`),
    })),
  ];
  return (
    <Group title={t(`surveys.point.${point}`)} {...(point === "delivery" && { lead: t("surveys.deliveryHint") })}>
      <Choice
        row
        label={t("surveys.ask")}
        value={scale || "off"}
        options={labels}
        // Words of her own name the numbers of the scale that they were written for.
        onChange={(chosen) => void onSave({ ...touch, scale: chosen === "off" ? "" : chosen, wordings: [] })}
      />
      {scale !== "" && (
        <>
          <div className={styles.line}>
            <span className={styles.label}>{t("surveys.when")}</span>
            <Pick
              label={t("surveys.when")}
              value={String(delayHours)}
              options={offered.map((hours) => ({ value: String(hours), text: later(hours) }))}
              onPick={(hours) => void onSave({ ...touch, delayHours: Number(hours) })}
            />
            <span className={styles.hint}>{t("surveys.windowHint")}</span>
          </div>
          <Question touch={touch} onSave={onSave} />
        </>
      )}
    </Group>
  );
}

/** The words of one language, and how they are received. */
function Question({ touch, onSave }: Props) {
  const { t, locale } = useWords();
  const [language, setLanguage] = useState<WordingLanguage>(locale);
  const kept = touch.wordings.find((each) => each.language === language)?.text ?? "";
  return (
    <>
      <div className={styles.line}>
        <span className={styles.label}>{t("surveys.language")}</span>
        <Pick
          label={t("surveys.language")}
          value={language}
          options={locales.map((each) => ({ value: each, text: languageNames[each] }))}
          onPick={(picked) => setLanguage(picked as WordingLanguage)}
        />
      </div>
      <Text key={`${language} ${kept}`} kept={kept} language={language} touch={touch} onSave={onSave} />
    </>
  );
}

/** A text that is kept when the field is left, and when the screen is. */
function Text({ kept, language, touch, onSave }: Props & { kept: string; language: WordingLanguage }) {
  const { t } = useWords();
  const heading = useId();
  const [text, setText] = useState(kept);
  const names = useFieldNames();
  const filling = fields
    .filter((field) => field !== "protocol" || touch.point === "case_closed")
    .map((field) => names.find((each) => each.field === field && each.language === language)?.name)
    .flatMap((name) => (name === undefined ? [] : [`{${name}}`]));
  const others = touch.wordings.filter((each) => each.language !== language);
  const draft = { ...touch, wordings: text.trim() === "" ? others : [...others, { language, text }] };
  const preview = useSurveyPreview(draft, language, t("phrases.example.name"));
  const saved = useRef(kept);
  const leave = () => {
    if (text.trim() === saved.current) return;
    saved.current = text.trim();
    void onSave(draft);
  };
  const leaving = useRef(leave);
  useEffect(() => {
    leaving.current = leave;
  });
  useEffect(() => () => leaving.current(), []);
  return (
    <>
      <LinesInput
        label={t("surveys.words")}
        hint={t("surveys.wordsHint", { fields: filling.join(" ") })}
        rows={2}
        maxLength={longest}
        value={text}
        onChange={setText}
        onBlur={leave}
      />
      <section className={styles.preview} aria-labelledby={heading}>
        <h4 id={heading}>{t("surveys.preview")}</h4>
        <p className={styles.bubble} dir="auto" lang={language}>
          {preview}
        </p>
      </section>
    </>
  );
}
