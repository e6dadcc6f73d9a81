import { useState } from "react";
import type { ImportMade } from "../../api/imports";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import { Group } from "../../ui/Section";
import styles from "./imports.module.css";

type Props = { made: ImportMade[]; onUndo: (one: ImportMade) => Promise<void> };

/** Every import that was made, with its undo; of one that is undone, as long as something of it stays. */
export function ImportMadeList({ made, onUndo }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const [undoing, setUndoing] = useState("");
  const undo = async (one: ImportMade) => {
    setUndoing(one.id);
    await onUndo(one);
    setUndoing("");
  };
  const holds = ({ messages, bought, new: people, updated }: ImportMade) =>
    [
      bought > 0 && t("bought.count", { n: bought }),
      messages > 0 && t("old.messages", { n: messages }),
      people > 0 && t("old.people", { n: people }),
      updated > 0 && t("old.changed", { n: updated }),
    ]
      .filter(Boolean)
      .join(", ");
  const at = (ms: number) => moment(now, ms, locale);
  return (
    <Group title={t("old.made")}>
      <ul className={styles.kinds}>
        {made.map((one) => (
          <li key={one.id}>
            <span>
              <strong dir="auto">{one.file || t(`import.kind.${one.kind}`)}</strong>
              <span className={styles.hint}>
                {t(`import.kind.${one.kind}`)} · {at(one.at)}
              </span>
              <span className={styles.hint}>
                {one.undoneAt === 0
                  ? holds(one)
                  : [t("old.undoneAt", { at: at(one.undoneAt) }), holds(one) && t("old.stays", { what: holds(one) })]
                      .filter(Boolean)
                      .join(". ")}
              </span>
            </span>
            {(one.undoneAt === 0 || holds(one) !== "") && (
              <span className={styles.deeds}>
                <Button
                  look="line"
                  aria-label={t("old.undoOf", { file: one.file || t(`import.kind.${one.kind}`) })}
                  disabled={undoing !== ""}
                  onClick={() => void undo(one)}
                >
                  {undoing === one.id ? t("old.undoing") : t("old.undo")}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Group>
  );
}
