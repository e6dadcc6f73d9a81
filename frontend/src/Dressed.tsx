import { type ReactNode, useEffect, useLayoutEffect, useMemo } from "react";
import { I18nProvider } from "react-aria-components";
import type { Face } from "./api/types";
import { usePreferences, useReadPreferences, useSavePreference } from "./api/useSettings";
import { localeFor } from "./i18n/locale";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider, useCommands } from "./lib/commands";
import { textSizes, useLook } from "./lib/look";

/** Puts the owner's choices on the page: language, theme, size of the letters, keys. They change at once. */
export function Dressed({ face, children }: { face: Face; children: ReactNode }) {
  const { look, keys } = usePreferences();
  const system = face.locale ? [face.locale] : navigator.languages;
  const locale = localeFor(...(look.language ? [look.language] : system));
  const inForce = useMemo(() => ({ overrides: keys.changed, letters: keys.letters }), [keys]);
  const read = useReadPreferences();
  useLook(look);
  useLayoutEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  // The shop may have opened too late for the first paint.
  useEffect(() => void read().catch(() => undefined), [read]);
  return (
    <LanguageProvider locale={locale}>
      <I18nProvider locale={locale}>
        <CommandsProvider keys={inForce}>
          <TextSizeKeys />
          {children}
        </CommandsProvider>
      </I18nProvider>
    </LanguageProvider>
  );
}

function TextSizeKeys() {
  const { look } = usePreferences();
  const save = useSavePreference();
  const size = (by: number) => {
    const text = textSizes[Math.min(Math.max(textSizes.indexOf(look.text) + by, 0), textSizes.length - 1)];
    if (text && text !== look.text) save("look", { ...look, text }).catch(() => undefined);
  };
  useCommands({
    "text.larger": { run: () => size(1) },
    "text.smaller": { run: () => size(-1) },
    "text.usual": { run: () => size(-textSizes.length) },
  });
  return null;
}
