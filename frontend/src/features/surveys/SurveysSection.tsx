import { useDesk } from "../../api/react";
import type { SurveyTouch } from "../../api/surveys";
import { useTouches } from "../../api/useSurveys";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import { CommandButton } from "../../ui/CommandButton";
import { Section } from "../../ui/Section";
import { useToasts } from "../../ui/toasts";
import { TouchCard } from "./TouchCard";

/** What customers are asked when something is over. Each change holds at once, and can be undone. */
export function SurveysSection() {
  const { t } = useWords();
  const { run } = useAvailableCommands();
  const touches = useTouches();
  const save = useSaveTouch();
  return (
    <Section
      title={t("settings.surveys")}
      lead={t("surveys.lead")}
      aside={
        <CommandButton command="place.satisfaction" look="line" onClick={() => run("place.satisfaction")}>
          {t("surveys.results")}
        </CommandButton>
      }
    >
      {touches?.map((touch) => (
        <TouchCard key={touch.point} touch={touch} onSave={save} />
      ))}
    </Section>
  );
}

function useSaveTouch() {
  const { t } = useWords();
  const complain = useComplain();
  const desk = useDesk();
  const { show } = useToasts();
  return (touch: SurveyTouch) =>
    desk.surveys.save(touch).then(
      (done) =>
        void show({
          text: t("surveys.changed", { point: t(`surveys.point.${touch.point}`) }),
          action: { label: t("toast.undo"), run: () => void desk.surveys.undo(done).catch(complain) },
          lasting: true,
        }),
      complain,
    );
}
