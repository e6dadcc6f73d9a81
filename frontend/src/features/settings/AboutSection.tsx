import { problemOf } from "../../api/bridge";
import { useDesk } from "../../api/react";
import { useAbout } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Folder } from "../../ui/Folder";
import { Notice } from "../../ui/Notice";
import { Group, Section } from "../../ui/Section";
import styles from "./settings.module.css";

/** Which Balcão this is, and where it keeps its data. */
export function AboutSection() {
  const { t, explain } = useWords();
  const desk = useDesk();
  const { data: facts, error } = useAbout();
  if (error) return <Notice tone="bad" text={explain(problemOf(error))} />;
  return (
    <Section title={t("settings.about")}>
      {facts && (
        <>
          <dl className={styles.facts}>
            <dt>Balcão</dt>
            <dd>{facts.version}</dd>
            <dt>SQLite</dt>
            <dd>{facts.sqlite}</dd>
            <dt>{t("about.license")}</dt>
            <dd>{t("about.licenseText")}</dd>
          </dl>
          <Group title={t("about.data")}>
            <p>{t("about.dataText")}</p>
            <Folder
              path={facts.dir}
              label={t("about.showFolder")}
              failed={t("about.showFailed")}
              onShow={desk.about.showFolder}
            />
          </Group>
        </>
      )}
    </Section>
  );
}
