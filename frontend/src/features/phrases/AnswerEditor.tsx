import { CalendarDate } from "@internationalized/date";
import X from "lucide-react/icons/x";
import { useState } from "react";
import { DateField, Label } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { dateFormat } from "../../lib/intl";
import { useNow } from "../../lib/now";
import { Button } from "../../ui/Button";
import { DateParts } from "../../ui/DateParts";
import { LinesInput, TextInput } from "../../ui/form";
import { type Editing, EditorFrame } from "./EditorFrame";
import { JargonNote } from "./JargonNote";
import styles from "./phrases.module.css";
import { isNewKey } from "./rows";
import { isOver, lastDay, untilAfter } from "./rules";

const firstYear = 2000;

/** A short answer: what is asked, what is true, the words that call it, and until when. */
export function AnswerEditor({ onChange, ...frame }: Editing) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const { phrase, key } = frame.row;
  const over = isOver(phrase, now);
  return (
    <EditorFrame {...frame} label={phrase.question || t("phrases.new.answer")}>
      <div className={styles.writing}>
        {over && (
          <p className={styles.overNote} role="status">
            {t("phrases.answer.over", { date: dateFormat(locale, { dateStyle: "long" }).format(phrase.until - 1) })}
          </p>
        )}
        <TextInput
          label={t("phrases.answer.question")}
          hint={t("phrases.answer.questionHint")}
          value={phrase.question}
          maxLength={200}
          startHere={isNewKey(key) && phrase.id === ""}
          onChange={(question) => onChange({ ...phrase, question })}
        />
        <LinesInput
          label={t("phrases.answer.answer")}
          hint={t("phrases.answer.answerHint")}
          rows={6}
          value={phrase.answer}
          maxLength={10_000}
          onChange={(answer) => onChange({ ...phrase, answer })}
        />
        <JargonNote text={phrase.answer} language={locale} />
        <TextInput
          label={t("phrases.answer.words")}
          hint={t("phrases.answer.wordsHint")}
          value={phrase.words}
          maxLength={200}
          onChange={(words) => onChange({ ...phrase, words })}
        />
        <Until until={phrase.until} onUntil={(until) => onChange({ ...phrase, until })} />
      </div>
    </EditorFrame>
  );
}

/** The last day on which it is true. */
function Until({ until, onUntil }: { until: number; onUntil: (until: number) => void }) {
  const { t } = useWords();
  // A year that is half typed is one already, and no year of a shop.
  const [day, setDay] = useState(() => lastDay(until));
  const choose = (next: CalendarDate | null) => {
    setDay(next);
    if (next === null || next.year >= firstYear) onUntil(next === null ? 0 : untilAfter(next));
  };
  return (
    <div className={styles.until}>
      <DateField value={day} onChange={choose} minValue={new CalendarDate(firstYear, 1, 1)}>
        <Label className={styles.label ?? ""}>{t("phrases.answer.until")}</Label>
        <DateParts />
      </DateField>
      {day === null ? (
        <p className={styles.hint}>{t("phrases.answer.untilHint")}</p>
      ) : (
        <Button look="quiet" onClick={() => choose(null)}>
          <X size="1rem" />
          {t("phrases.answer.forever")}
        </Button>
      )}
    </div>
  );
}
