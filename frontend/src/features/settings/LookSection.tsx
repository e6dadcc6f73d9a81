import type { TextSize, Theme } from "../../api/settings";
import { usePreferences } from "../../api/useSettings";
import { languageNames, locales } from "../../i18n/catalogue";
import { useWords } from "../../i18n/react";
import { textSizes } from "../../lib/look";
import { Choice } from "../../ui/form";
import { Group, Section } from "../../ui/Section";
import { SavedNote, useSave } from "./saving";
import styles from "./settings.module.css";

const themes = ["system", "light", "dark"] as const satisfies Theme[];

/** Language, theme, size of the letters. All of them change at once. */
export function LookSection() {
  const { t } = useWords();
  const { look } = usePreferences();
  const save = useSave();
  return (
    <Section title={t("settings.look")} aside={<SavedNote />}>
      <Group>
        <Choice<TextSize>
          row
          label={t("look.text")}
          hint={t("look.textHint")}
          value={look.text}
          options={textSizes.map((value) => ({
            value,
            label: (
              <span className={styles.sample} data-size={value}>
                {t(`look.text.${value}`)}
              </span>
            ),
          }))}
          onChange={(text) => save("look", { ...look, text })}
        />
        <Choice<Theme>
          row
          label={t("look.theme")}
          value={look.theme}
          options={themes.map((value) => ({ value, label: t(`look.theme.${value}`) }))}
          onChange={(theme) => save("look", { ...look, theme })}
        />
        <Choice
          label={t("look.language")}
          value={look.language}
          options={[
            { value: "", label: t("look.language.system") },
            ...locales.map((value) => ({ value, label: <span lang={value}>{languageNames[value]}</span> })),
          ]}
          onChange={(language) => save("look", { ...look, language })}
        />
      </Group>
    </Section>
  );
}
