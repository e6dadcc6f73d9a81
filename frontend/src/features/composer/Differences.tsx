import type { AssistDifference } from "../../api/assistant";
import { useWords } from "../../i18n/react";

/** What is another value now than was said before, each as an item of a list. */
export function Differences({ list }: { list: AssistDifference[] }) {
  const { t } = useWords();
  return list.map(({ kind, now, before }) => (
    <li key={`${kind} ${now} ${before}`}>{t("guard.difference", { now, before })}</li>
  ));
}
