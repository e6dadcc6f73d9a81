import { useState } from "react";
import { problemOf } from "../../api/bridge";
import type { ImportAsk, ImportKind, ImportReport } from "../../api/imports";
import { useDesk } from "../../api/react";
import type { Problem } from "../../api/types";
import { useWords } from "../../i18n/react";

/** What the owner answers where a file does not tell it. */
export type Answers = Pick<ImportAsk, "phone" | "shop" | "order" | "columns">;
const unanswered: Answers = { phone: "", shop: "", order: "", columns: [] };

type Chosen = { kind: ImportKind; file: string; answers: Answers };
export type Import =
  | { step: "choose" }
  | ({ step: "reading" | "coming" } & Chosen)
  | ({ step: "asked"; problem: Problem } & Chosen)
  | ({ step: "seen" | "done"; report: ImportReport } & Chosen);

/** One file on its way in: chosen, asked about, looked at, brought. onBrought hears what came. */
export function useImport(onBrought: (report: ImportReport, file: string) => void) {
  const desk = useDesk();
  const { t } = useWords();
  const [now, setNow] = useState<Import>({ step: "choose" });
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
    } catch (thrown) {
      setNow({ step: "asked", problem: problemOf(thrown), ...chosen });
    }
  };
  return { now, choose, answer, bring, stop: () => void desk.imports.stop(), leave: () => setNow({ step: "choose" }) };
}
