import FolderOpen from "lucide-react/icons/folder-open";
import { useState } from "react";
import { problemOf } from "../../api/bridge";
import { useDesk } from "../../api/react";
import { useAbout } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Group, Section } from "../../ui/Section";
import styles from "./settings.module.css";

/** Which Balcão this is, and where it keeps its data. */
export function AboutSection() {
  const { t, explain } = useWords();
  const desk = useDesk();
  const { data: facts, error } = useAbout();
  const [failed, setFailed] = useState(false);
  const show = () => {
    setFailed(false);
    desk.about.showFolder().catch(() => setFailed(true));
  };
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
            <p className={styles.path}>{facts.dir}</p>
            <div>
              <Button look="line" onClick={show}>
                <FolderOpen size="1.125rem" />
                {t("about.showFolder")}
              </Button>
            </div>
            {failed && (
              <p role="alert" className={styles.bad}>
                {t("about.showFailed")}
              </p>
            )}
          </Group>
        </>
      )}
    </Section>
  );
}
