import Check from "lucide-react/icons/check";
import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronRight from "lucide-react/icons/chevron-right";
import Tags from "lucide-react/icons/tags";
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  SubmenuTrigger,
} from "react-aria-components";
import type { Case, CaseClass } from "../../api/cases";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import type { CommandId } from "../../lib/keymap";
import { useCommandButton } from "../../ui/CommandButton";
import { CommandItem } from "../../ui/CommandItem";
import { CaseLine } from "./CaseLine";
import { ClassItems } from "./ClassItems";
import styles from "./matters.module.css";

/** What can be done about one case, apart from its class. */
const offered: readonly CommandId[] = [
  "case.copy",
  "case.read",
  "case.promise",
  "case.keep",
  "case.close",
  "case.merge",
  "case.open",
];

/** How many cases of one customer are worth a menu; all stand in the customer's panel. */
const most = 5;

type Props = {
  cases: readonly Case[];
  current: Case;
  open: boolean;
  onOpen: (open: boolean) => void;
  onChoose: (caseId: string) => void;
  onClass: (is: CaseClass) => void;
};

/** Which case the conversation speaks of, and what can be done about it. */
export function CaseMenu({ cases, current, open, onOpen, onChoose, onClass }: Props) {
  const { t } = useWords();
  const { available, run } = useAvailableCommands();
  const act = (key: string) => {
    const chosen = cases.find((k) => k.id === key);
    if (chosen) onChoose(chosen.id);
    else run(key as CommandId);
  };
  return (
    <MenuTrigger isOpen={open} onOpenChange={onOpen}>
      <Button className={styles.chevron ?? ""} aria-label={t("matter.actions")} {...useCommandButton("case.choose")}>
        <ChevronDown size="1rem" />
      </Button>
      <Popover className={styles.popover ?? ""} placement="bottom start" offset={4}>
        <Menu className={styles.menu ?? ""} onAction={(key) => act(String(key))}>
          {cases.length > 1 && (
            <MenuSection className={styles.section ?? ""}>
              <Header className={styles.sectionTitle ?? ""}>{t("matter.show")}</Header>
              {cases.slice(0, most).map((k) => (
                <MenuItem key={k.id} id={k.id} className={styles.menuItem ?? ""} textValue={k.protocol}>
                  <span className={styles.tick}>{k.id === current.id && <Check size="1.125rem" />}</span>
                  <CaseLine matter={k} />
                </MenuItem>
              ))}
            </MenuSection>
          )}
          <MenuSection className={styles.section ?? ""} aria-label={current.protocol}>
            {offered
              .filter((command) => available.includes(command))
              .map((command) => (
                <CommandItem key={command} command={command} label={t(`command.${command}`)} />
              ))}
            <SubmenuTrigger>
              <MenuItem className={styles.menuMore ?? ""} textValue={t("matter.classify")}>
                <Tags size="1.25rem" strokeWidth={1.9} />
                <span className={styles.menuWords}>{t("matter.classify")}</span>
                <ChevronRight size="1rem" />
              </MenuItem>
              <Popover className={styles.popover ?? ""}>
                <ClassItems is={current.class} onClass={onClass} />
              </Popover>
            </SubmenuTrigger>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
