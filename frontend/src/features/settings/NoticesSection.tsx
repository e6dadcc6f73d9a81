import type { Notices } from "../../api/settings";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Toggle } from "../../ui/form";
import { Group, Section } from "../../ui/Section";
import { SavedNote, useSave } from "./saving";

/** What the system's notifications may say, and when. */
export function NoticesSection() {
  const { t } = useWords();
  const { notices } = usePreferences();
  const save = useSave();
  const change = (part: Partial<Notices>) => save("notices", { ...notices, ...part });
  return (
    <Section title={t("settings.notices")} lead={t("notices.lead")} aside={<SavedNote />}>
      <Group>
        <Toggle label={t("notices.on")} isSelected={notices.on} onChange={(on) => change({ on })} />
        {notices.on && (
          <>
            <Toggle
              label={t("notices.hideText")}
              hint={t("notices.hideTextHint")}
              isSelected={notices.hideText}
              onChange={(hideText) => change({ hideText })}
            />
            <Toggle
              label={t("notices.openHoursOnly")}
              hint={t("notices.openHoursOnlyHint")}
              isSelected={notices.openHoursOnly}
              onChange={(openHoursOnly) => change({ openHoursOnly })}
            />
          </>
        )}
      </Group>
    </Section>
  );
}
