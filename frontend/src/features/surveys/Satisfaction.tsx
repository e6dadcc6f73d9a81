import { useRef, useState } from "react";
import type { SurveyQuery } from "../../api/surveys";
import { useSurveyReport } from "../../api/useSurveys";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import { CommandButton } from "../../ui/CommandButton";
import { Notice } from "../../ui/Notice";
import { Pick } from "../../ui/Pick";
import { Group, Section } from "../../ui/Section";
import { Replies } from "./Replies";
import { ScaleResult } from "./ScaleResult";
import styles from "./surveys.module.css";

const periods = [30, 90, 365, 0] as const;

/** What of the answers is shown; what is empty chooses all. */
export type Chosen = Pick<SurveyQuery, "scale" | "point" | "channel" | "class" | "score">;
const everything: Chosen = { scale: "", point: "", channel: "", class: "", score: -1 };

/** An answer was chosen, to be looked at where it stands. */
type Props = { onMessage: (customerId: string, messageId: string) => void };

/** What customers answered: a figure for each scale, what it is made of, and the answers behind it. */
export function Satisfaction({ onMessage }: Props) {
  const { t } = useWords();
  const { run } = useAvailableCommands();
  const [days, setDays] = useState<(typeof periods)[number]>(90);
  const [chosen, setChosen] = useState(everything);
  const report = useSurveyReport(days);
  const answers = useRef<HTMLDivElement>(null);
  const choose = (part: Partial<Chosen>) => {
    setChosen({ ...everything, ...part });
    answers.current?.scrollIntoView({ block: "start" });
  };
  const period = (each: (typeof periods)[number]) => ({ value: String(each), text: t(`satisfaction.days.${each}`) });
  return (
    <Section
      title={t("settings.satisfaction")}
      lead={t("satisfaction.lead")}
      aside={
        <span className={styles.aside}>
          <Pick
            label={t("satisfaction.period")}
            value={String(days)}
            options={periods.map(period)}
            onPick={(picked) => setDays(periods.find((each) => String(each) === picked) ?? 0)}
          />
          <CommandButton command="place.surveys" look="line" onClick={() => run("place.surveys")}>
            {t("satisfaction.setUp")}
          </CommandButton>
        </span>
      }
    >
      {report?.results.length === 0 && <Notice title={t("satisfaction.none")} text={t("satisfaction.noneText")} />}
      {report?.results.map((result) => (
        <ScaleResult
          key={result.scale}
          result={result}
          enough={report.enough}
          onChoose={(part) => choose({ scale: result.scale, ...part })}
        />
      ))}
      {report && report.results.length > 0 && (
        <div ref={answers} tabIndex={-1}>
          <Replies
            asked={{ ...chosen, days }}
            onAll={() => {
              answers.current?.focus({ preventScroll: true }); // the button goes
              setChosen(everything);
            }}
            onMessage={onMessage}
          />
        </div>
      )}
      {report && report.skipped.length > 0 && (
        <Group title={t("satisfaction.skipped")}>
          <ul className={styles.parts}>
            {report.skipped.map(({ reason, n }) => (
              <li key={reason}>
                <span>{t(`survey.reason.${reason}`)}</span>
                <b>{n}</b>
              </li>
            ))}
          </ul>
        </Group>
      )}
    </Section>
  );
}
