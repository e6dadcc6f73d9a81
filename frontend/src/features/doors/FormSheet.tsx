import type { AccountCard, BehalfRule } from "../../api/settings";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { CopyButton } from "../../ui/CopyButton";
import styles from "./doors.module.css";
import { Frame } from "./Frame";
import { recipe } from "./recipe";

type Props = { account: AccountCard; demo: boolean; onClose: () => void };

/** How a site's form has to write its mail, so that it comes in the name of whoever filled it in. */
export function FormSheet({ account, demo, onClose }: Props) {
  const { t } = useWords();
  const { off } = usePreferences().behalf;
  const rule: BehalfRule = account.ownDomain === "" ? "other_forms" : "own_site";
  const text = recipe(account, t);
  return (
    <Frame
      title={t("doors.formTitle")}
      lead={t("doors.formLead")}
      demo={demo ? t("doors.formDemo") : undefined}
      onClose={onClose}
      deed={<CopyButton look="primary" text={text} label={t("doors.copyText")} copied={t("doors.copied")} />}
      made={
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keys scroll what has the focus
        <pre className={styles.text} tabIndex={0} role="region" aria-label={t("doors.formText")}>
          {text}
        </pre>
      }
    >
      <ol className={styles.steps}>
        <li>{t("doors.formStep1")}</li>
        <li>{t("doors.formStep2")}</li>
        <li>{t("doors.formStep3")}</li>
      </ol>
      <p className={styles.aside}>{t("doors.formKnown")}</p>
      {off.includes(rule) && (
        <p className={styles.note}>{t("doors.formOff", { rule: t(`behalf.${rule}`), place: t("settings.behalf") })}</p>
      )}
    </Frame>
  );
}
