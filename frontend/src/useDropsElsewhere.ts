import { useEffect } from "react";
import { useDesk } from "./api/react";
import { useWords } from "./i18n/react";
import { useToasts } from "./ui/toasts";

/** A file dropped where nobody is being written to does not vanish without a word. */
export function useDropsElsewhere(writing: boolean): void {
  const { t } = useWords();
  const desk = useDesk();
  const { show } = useToasts();
  useEffect(() => {
    if (writing) return undefined;
    return desk.composer.onDropped(() => show({ tone: "bad", text: t("composer.noFilesPlace") }));
  }, [writing, desk, show, t]);
}
