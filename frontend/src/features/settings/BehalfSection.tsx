import { type BehalfRule, behalfRules } from "../../api/settings";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Toggle } from "../../ui/form";
import { Group, Section } from "../../ui/Section";
import { SavedNote, useSave } from "./saving";

/** The rules by which mail that a program sends is put into the conversation of the customer who wrote it. */
export function BehalfSection() {
  const { t } = useWords();
  const { behalf } = usePreferences();
  const save = useSave();
  const change = (rule: BehalfRule, on: boolean) => {
    const others = behalf.off.filter((each) => each !== rule);
    save("behalf", { off: on ? others : [...others, rule] });
  };
  return (
    <Section title={t("settings.behalf")} lead={t("behalf.lead")} aside={<SavedNote />}>
      <Group title={t("behalf.rules")} lead={t("behalf.from")}>
        {behalfRules.map((rule) => (
          <Toggle
            key={rule}
            label={t(`behalf.${rule}`)}
            hint={t(`behalf.${rule}Hint`)}
            isSelected={!behalf.off.includes(rule)}
            onChange={(on) => change(rule, on)}
          />
        ))}
      </Group>
    </Section>
  );
}
