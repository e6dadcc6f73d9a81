import Lightbulb from "lucide-react/icons/lightbulb";
import { useState } from "react";
import { Menu, MenuItem, MenuTrigger, Popover, Button as PressButton } from "react-aria-components";
import type { AssistAsk } from "../../api/assistant";
import { useWords } from "../../i18n/react";
import { useAvailableCommands, useKeysOf } from "../../lib/commands";
import { shownKey } from "../../lib/keys";
import { useCommandButton } from "../../ui/CommandButton";
import styles from "./composer.module.css";
import { PayloadDialog } from "./PayloadDialog";
import type { Drafting } from "./useDrafting";

/** What the model can do with the text; where it is off, only the way to the settings. */
export function AssistMenu({ drafting, text }: { drafting: Drafting; text: string }) {
  const { t } = useWords();
  const { run } = useAvailableCommands();
  const [key] = useKeysOf("composer.draft");
  const [shown, setShown] = useState<AssistAsk | null>(null);
  const { on, ask, askFor } = drafting;
  const button = useCommandButton("composer.draft");
  const item = styles.menuItem ?? "";
  return (
    <>
      <MenuTrigger>
        <PressButton {...button} className={styles.aiButton ?? ""} aria-label={t("ai.label")}>
          <Lightbulb size="1.25rem" />
        </PressButton>
        <Popover className={styles.popover ?? ""} placement="top start" offset={6}>
          <Menu className={styles.menu ?? ""}>
            {on ? (
              <>
                <MenuItem className={item} textValue={t("ai.write")} onAction={() => void ask("draft")}>
                  {t("ai.write")}
                  {key && <kbd>{shownKey(key)}</kbd>}
                </MenuItem>
                {text.trim() !== "" &&
                  (["shorten", "friendlier", "translate"] as const).map((task) => (
                    <MenuItem key={task} className={item} textValue={t(`ai.${task}`)} onAction={() => void ask(task)}>
                      {t(`ai.${task}`)}
                    </MenuItem>
                  ))}
                <MenuItem className={item} textValue={t("ai.payload")} onAction={() => setShown(askFor("draft"))}>
                  {t("ai.payload")}
                </MenuItem>
              </>
            ) : (
              <MenuItem className={item} textValue={t("ai.off")} onAction={() => run("place.assist")}>
                {t("ai.off")}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {shown && <PayloadDialog ask={shown} onClose={() => setShown(null)} />}
    </>
  );
}
