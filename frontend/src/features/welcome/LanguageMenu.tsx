import Languages from "lucide-react/icons/languages";
import { usePreferences, useSavePreference } from "../../api/useSettings";
import { type Locale, languageNames, locales } from "../../i18n/catalogue";
import { useWords } from "../../i18n/react";
import styles from "./welcome.module.css";

/** Who cannot read this page finds the language here, each by its own name. */
export function LanguageMenu() {
  const { t, locale } = useWords();
  const { look } = usePreferences();
  const save = useSavePreference();
  return (
    <label className={styles.languageMenu}>
      <Languages size="1.125rem" />
      <select
        aria-label={t("look.language")}
        value={locale}
        onChange={(event) => {
          save("look", { ...look, language: event.target.value as Locale }).catch(() => undefined);
        }}
      >
        {locales.map((each) => (
          <option key={each} value={each} lang={each}>
            {languageNames[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
