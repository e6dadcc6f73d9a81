import { problemOf } from "../../api/bridge";
import { type ImportMade, type ImportUndone, importKinds } from "../../api/imports";
import { useDesk } from "../../api/react";
import { useImports } from "../../api/useImports";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Group, Section } from "../../ui/Section";
import { useToasts } from "../../ui/toasts";
import { ImportMadeList } from "./ImportMadeList";
import { ImportStep } from "./ImportStep";
import styles from "./imports.module.css";
import { useImport } from "./useImport";

/** What the shop has from before comes in here, and can be taken away again. */
export function ImportSection() {
  const { t } = useWords();
  const desk = useDesk();
  const { made, again } = useImports();
  const toasts = useToasts();
  const complain = useComplain();
  const undo = async ({ id, file }: Pick<ImportMade, "id" | "file">) => {
    try {
      toasts.show({ text: said(await desk.imports.undo(id), file) });
    } catch (thrown) {
      complain(thrown);
    }
    await again();
    await one.lookAgain(id);
  };
  const said = ({ stayed }: ImportUndone, file: string) =>
    stayed.length === 0
      ? t("old.gone", { file })
      : t("old.goneInPart", {
          file,
          n: stayed.reduce((n, each) => n + each.count, 0),
          why: stayed.map((each) => t(`import.stay.${each.reason}`)).join("; "),
        });
  const one = useImport({
    onEnded: () => void again(),
    onBrought: (report, file) => {
      void again();
      if (report.id === "") return;
      const back = () => void undo({ id: report.id, file });
      toasts.show({ text: t("old.brought", { file }), action: { label: t("old.undo"), run: back }, lasting: true });
    },
  });
  const choose = (kind: (typeof importKinds)[number], folder: boolean) =>
    one.choose(kind, folder).catch((thrown: unknown) => complain(problemOf(thrown)));
  return (
    <Section title={t("settings.import")} lead={t("old.lead")}>
      {one.now.step === "choose" ? (
        <Group title={t("old.from")}>
          <ul className={styles.kinds}>
            {importKinds.map((kind) => (
              <li key={kind}>
                <span>
                  <strong>{t(`old.${kind}`)}</strong>
                  <span className={styles.hint}>{t(`old.${kind}Hint`)}</span>
                </span>
                <span className={styles.deeds}>
                  <Button
                    look="line"
                    aria-label={`${t("old.chooseFile")}: ${t(`old.${kind}`)}`}
                    onClick={() => choose(kind, false)}
                  >
                    {t("old.chooseFile")}
                  </Button>
                  {(kind === "mail" || kind === "purchases") && (
                    <Button
                      look="line"
                      aria-label={`${t("old.chooseFolder")}: ${t(`old.${kind}`)}`}
                      onClick={() => choose(kind, true)}
                    >
                      {t("old.chooseFolder")}
                    </Button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </Group>
      ) : (
        <ImportStep now={one.now} onAnswer={one.answer} onBring={one.bring} onStop={one.stop} onLeave={one.leave} />
      )}
      {made.length > 0 && <ImportMadeList made={made} onUndo={undo} />}
    </Section>
  );
}
