import { useEffect, useState } from "react";
import { problemOf } from "../../api/bridge";
import type { ImportAsk, ImportKind, ImportReport } from "../../api/imports";
import { useDesk } from "../../api/react";
import type { Problem } from "../../api/types";
import { useReadPreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { useStable } from "../../lib/stable";

/** What the owner answers where a file does not tell it. */
export type Answers = Pick<ImportAsk, "phone" | "shop" | "order" | "columns" | "place">;
const unanswered: Answers = { phone: "", shop: "", order: "", columns: [], place: "" };

type Chosen = { kind: ImportKind; file: string; answers: Answers };
export type Import =
  | { step: "choose" }
  | { step: "left"; file: string }
  | ({ step: "reading" | "coming" } & Chosen)
  | ({ step: "asked"; problem: Problem } & Chosen)
  | ({ step: "seen" | "done"; report: ImportReport } & Chosen);

type Heard = { onBrought: (report: ImportReport, file: string) => void; onEnded: () => void };

/**
 * One file on its way in: chosen, asked about, looked at, brought. One that was left on its way in is found again;
 * onEnded hears when it has come.
 */
export function useImport({ onBrought, onEnded }: Heard) {
  const desk = useDesk();
  const { t } = useWords();
  const readPreferences = useReadPreferences();
  const [now, setNow] = useState<Import>({ step: "choose" });
  const ended = useStable(onEnded);
  useEffect(() => {
    void desk.imports.running().then((file) => file !== "" && setNow({ step: "left", file }));
    return desk.imports.onProgress((so) => {
      if (!so.ended) return;
      setNow((was) => (was.step === "left" ? { step: "choose" } : was));
      ended();
    });
  }, [desk, ended]);
  const askOf = ({ kind, answers }: Chosen): ImportAsk => ({
    kind,
    ...answers,
    home: t("import.label.home"),
    work: t("import.label.work"),
  });
  const look = async (chosen: Chosen) => {
    setNow({ step: "reading", ...chosen });
    try {
      const report = await desk.imports.preview(askOf(chosen));
      setNow(report.stopped ? { step: "choose" } : { step: "seen", report, ...chosen });
    } catch (thrown) {
      setNow({ step: "asked", problem: problemOf(thrown), ...chosen });
    }
  };
  const choose = async (kind: ImportKind, folder: boolean) => {
    const file = await desk.imports.choose(t(`old.${kind}`), folder);
    if (file !== "") await look({ kind, file, answers: unanswered });
  };
  const answer = (chosen: Chosen, more: Partial<Answers>) =>
    look({ kind: chosen.kind, file: chosen.file, answers: { ...chosen.answers, ...more } });
  const bring = async ({ kind, file, answers }: Chosen) => {
    const chosen = { kind, file, answers };
    setNow({ step: "coming", ...chosen });
    try {
      const report = await desk.imports.bring(askOf(chosen));
      setNow({ step: "done", report, ...chosen });
      onBrought(report, file);
      if (kind === "purchases") await readPreferences(); // the shop's document may be known since
    } catch (thrown) {
      setNow({ step: "asked", problem: problemOf(thrown), ...chosen });
    }
  };
  /** An import was undone: what was seen of a file may hold no more, nor that it came. */
  const lookAgain = useStable(async (undone: string) => {
    if (now.step === "seen" || (now.step === "done" && now.report.id === undone)) await answer(now, {});
  });
  return {
    now,
    choose,
    answer,
    bring,
    lookAgain,
    stop: () => void desk.imports.stop(),
    leave: () => setNow({ step: "choose" }),
  };
}
