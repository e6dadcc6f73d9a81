import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Locale } from "./catalogue";
import { explain, type Problem, type Translate, translator } from "./translate";

type Words = { locale: Locale; t: Translate; explain: (problem: Problem) => string };

const Language = createContext<Words | null>(null);

export function LanguageProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const words = useMemo<Words>(
    () => ({ locale, t: translator(locale), explain: (problem) => explain(problem, locale) }),
    [locale],
  );
  return <Language.Provider value={words}>{children}</Language.Provider>;
}

export function useWords(): Words {
  const words = useContext(Language);
  if (!words) throw new Error("useWords outside LanguageProvider");
  return words;
}
