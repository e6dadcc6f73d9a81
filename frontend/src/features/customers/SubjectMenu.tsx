import Check from "lucide-react/icons/check";
import ChevronDown from "lucide-react/icons/chevron-down";
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type Selection,
} from "react-aria-components";
import type { Filter } from "../../api/audiences";
import { useWords } from "../../i18n/react";
import type { Choice, Subject } from "./choices";
import styles from "./customers.module.css";

/** Two choices of one menu may have the same words. */
const keyOf = (choice: Choice, id: string) => `${choice.id} ${id}`;

const idsAt = (choice: Choice, keys: Selection) =>
  choice.options.map(({ id }) => id).filter((id) => keys === "all" || keys.has(keyOf(choice, id)));

type Props = { subject: Subject; onFilter: (filter: Filter) => void };

/** What the list is narrowed by in one matter, behind a button that says what is asked. */
export function SubjectMenu({ subject, onFilter }: Props) {
  const { t } = useWords();
  const label = t(`audience.subject.${subject.id}`);
  const said = subject.choices.flatMap((choice) => choice.said).join(", ");
  return (
    <MenuTrigger>
      <Button
        className={styles.subject ?? ""}
        data-set={said !== "" || undefined}
        data-subject={subject.id}
        aria-label={said === "" ? label : `${label}: ${said}`}
      >
        <span dir="auto">{said || label}</span>
        <ChevronDown size="1rem" />
      </Button>
      <Popover className={styles.choices ?? ""} placement="bottom start" offset={4}>
        <Menu className={styles.choiceMenu ?? ""} aria-label={label}>
          {subject.choices.map((choice) => (
            <MenuSection
              key={choice.id}
              selectionMode={choice.many ? "multiple" : "single"}
              selectedKeys={choice.chosen.map((id) => keyOf(choice, id))}
              onSelectionChange={(keys) => onFilter(choice.choose(idsAt(choice, keys)))}
            >
              <Header className={styles.choiceTitle ?? ""}>{choice.title}</Header>
              {choice.options.map((option) => (
                <MenuItem
                  key={option.id}
                  id={keyOf(choice, option.id)}
                  textValue={option.text}
                  className={styles.choice ?? ""}
                >
                  <span className={styles.choiceMark}>
                    {choice.chosen.includes(option.id) && <Check size="1rem" strokeWidth={2.4} />}
                  </span>
                  <span className={styles.choiceText} dir="auto">
                    {option.text}
                  </span>
                  {option.aside && <span className={styles.choiceAside}>{option.aside}</span>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
