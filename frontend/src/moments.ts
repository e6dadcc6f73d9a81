import { useWords } from "./i18n/react";
import type { MomentsWords } from "./ui/Moments";

/** What the choice of a moment to come says, whatever it is asked for. */
export function useMomentsWords(): MomentsWords {
  const { t, locale } = useWords();
  return {
    locale,
    presetOf: (preset) => t(`snooze.${preset}`),
    spoken: t("later.spoken"),
    spokenExample: t("later.spokenExample"),
    notUnderstood: t("later.notUnderstood"),
    other: t("later.other"),
    past: t("later.past"),
  };
}
