import { useWords } from "./i18n/react";
import { useToasts } from "./ui/toasts";

/** Puts a case number where it can be pasted from, and says so. */
export function useCopyNumber(): (protocol: string) => Promise<void> {
  const { t } = useWords();
  const toasts = useToasts();
  return async (protocol) => {
    await navigator.clipboard.writeText(protocol);
    toasts.show({ text: t("case.copied", { number: protocol }) });
  };
}

/** What the dialog says that shows a number to be read aloud. */
export function useReadingWords() {
  const { t } = useWords();
  return { title: t("case.readAloud"), how: t("case.readHow"), done: t("case.readDone"), told: t("case.told") };
}
