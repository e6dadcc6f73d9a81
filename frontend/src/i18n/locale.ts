import { type Locale, locales } from "./catalogue";

const home: Locale = "pt-BR";

/**
 * The language for a system's tag. The tag may be "C", empty or nonsense (a web view without locale says
 * "C"), so it is compared as text and never handed to Intl.
 */
export function localeFor(...tags: readonly (string | undefined)[]): Locale {
  for (const tag of tags) {
    const found = match((tag ?? "").toLowerCase().replaceAll("_", "-"));
    if (found) return found;
  }
  return home;
}

function match(tag: string): Locale | undefined {
  const language = tag.split("-")[0];
  if (language === "pt") return /^pt-(pt|ao|mz|cv|gw|st|tl)\b/.test(tag) ? "pt-PT" : "pt-BR";
  return locales.find((locale) => locale === language);
}
