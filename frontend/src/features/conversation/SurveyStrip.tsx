import { useRef } from "react";
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useDesk } from "../../api/react";
import type { SurveyMark } from "../../api/surveys";
import type { TimelineItem } from "../../api/types";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { useToasts } from "../../ui/toasts";
import styles from "./survey.module.css";

/** What was read in an answer, or written down at the question for want of one, and how to put that right. */
export function SurveyStrip({ item, survey }: { item: TimelineItem; survey: SurveyMark }) {
  const { t } = useWords();
  const { show } = useToasts();
  const complain = useComplain();
  const desk = useDesk();
  const { answered, asks, score, best, low, byHand, elsewhere } = survey;
  const strip = useRef<HTMLDivElement>(null);
  const tell = (change: Promise<string>, text: string) =>
    change.then(
      (done) =>
        void show({
          text,
          action: { label: t("toast.undo"), run: () => void desk.surveys.undo(done).catch(complain) },
          lasting: true,
        }),
      complain,
    );
  const openComplaint = () => {
    strip.current?.focus(); // the button goes when it is done
    return desk.surveys.complain(item.id).then(
      ({ caseId, done }) =>
        void show({
          text: t("survey.done.complain"),
          action: { label: t("toast.undo"), run: () => void desk.cases.undo(caseId, done).catch(complain) },
          lasting: true,
        }),
      complain,
    );
  };
  if (elsewhere) return null;
  return (
    <div className={styles.strip} data-low={low || undefined} ref={strip} tabIndex={-1}>
      <b>{answered ? t("survey.answered", { score, best }) : t("survey.unanswered")}</b>
      {low && <span>{t("survey.low")}</span>}
      {byHand && <span>{t("survey.byHand")}</span>}
      <ScoreMenu
        survey={survey}
        onScore={(chosen) =>
          void tell(desk.surveys.score(survey.id, chosen), t("survey.done.score", { score: chosen }))
        }
        onClear={() => void tell(desk.surveys.clear(survey.id), t("survey.done.clear"))}
      />
      {low && !asks && item.caseId === "" && (
        <Button look="link" onClick={() => void openComplaint()}>
          {t("survey.complain")}
        </Button>
      )}
    </div>
  );
}

type MenuProps = { survey: SurveyMark; onScore: (score: number) => void; onClear: () => void };

/** All scores, and that it is none. */
function ScoreMenu({ survey, onScore, onClear }: MenuProps) {
  const { t } = useWords();
  const { worst, best, answered } = survey;
  const scores = Array.from({ length: best - worst + 1 }, (_, at) => best - at);
  return (
    <MenuTrigger>
      <AriaButton className={styles.correct ?? ""}>{t(answered ? "survey.correct" : "survey.set")}</AriaButton>
      <Popover className={styles.popover ?? ""} placement="bottom start" offset={4}>
        <Menu
          className={styles.menu ?? ""}
          onAction={(key) => (key === "none" ? onClear() : onScore(Number(key)))}
          aria-label={t("survey.set")}
        >
          {answered && (
            <MenuItem id="none" className={styles.item ?? ""}>
              {t("survey.clear")}
            </MenuItem>
          )}
          {scores.map((score) => (
            <MenuItem key={score} id={String(score)} className={styles.item ?? ""}>
              {t("survey.setTo", { score })}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
