import Check from "lucide-react/icons/check";
import { Menu, MenuItem } from "react-aria-components";
import { type CaseClass, caseClasses } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { KeyOf } from "../../ui/Keys";
import styles from "./matters.module.css";

type Props = { is: CaseClass | ""; onClass: (is: CaseClass) => void };

/** The classes with their keys. The one that it has is taken away by choosing it again. */
export function ClassItems({ is, onClass }: Props) {
  const { t } = useWords();
  return (
    <Menu className={styles.menu ?? ""} onAction={(key) => onClass(key as CaseClass)}>
      {caseClasses.map((each) => {
        const words = each === is ? `${t(`class.${each}`)}: ${t("matter.noClass")}` : t(`class.${each}`);
        return (
          <MenuItem key={each} id={each} className={styles.menuItem ?? ""} textValue={words}>
            <span className={styles.tick}>{each === is && <Check size="1.125rem" />}</span>
            <span className={styles.menuWords}>{words}</span>
            <KeyOf command={`case.${each}`} />
          </MenuItem>
        );
      })}
    </Menu>
  );
}
