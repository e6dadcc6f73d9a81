import ArrowLeft from "lucide-react/icons/arrow-left";
import Check from "lucide-react/icons/check";
import Trash from "lucide-react/icons/trash-2";
import type { ReactNode } from "react";
import type { Phrase } from "../../api/phrases";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./phrases.module.css";
import type { Row } from "./rows";
import { obstacleOf } from "./rules";

/** What an editor of either kind is given. */
export type Editing = {
  row: Row;
  onChange: (phrase: Phrase) => void;
  /** Keeps it now. */
  onKeep: () => void;
  onRemove: () => void;
  /** Where the list is not beside it. */
  onBack: (() => void) | undefined;
};

type Props = Omit<Editing, "onChange"> & { label: string; children: ReactNode };

/** The phrase that is open: what is edited, and whether it is kept. */
export function EditorFrame({ row, label, onKeep, onRemove, onBack, children }: Props) {
  const { t } = useWords();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one key for all the fields inside
    <section
      className={styles.editor}
      data-editor
      data-pane="phrase"
      aria-label={label}
      onBlur={onKeep}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onKeep();
      }}
    >
      <div className={styles.bar}>
        {onBack && (
          <Button look="icon" aria-label={t("phrases.back")} onClick={onBack}>
            <ArrowLeft size="1.25rem" />
          </Button>
        )}
        <Standing row={row} />
        <Button look="quiet" onClick={onRemove}>
          <Trash size="1.125rem" />
          {t("phrases.remove")}
        </Button>
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}

/** Whether what is typed is kept, and what stands in the way. */
function Standing({ row: { phrase, draft } }: { row: Row }) {
  const { t, explain } = useWords();
  const obstacle = draft && obstacleOf(phrase);
  if (draft?.problem || obstacle === "brace") {
    return (
      <p className={styles.standing} data-tone="bad" role="status">
        {explain(draft?.problem ?? { code: "phrase.brace", params: {} })}
      </p>
    );
  }
  const kept = draft !== undefined && phrase === draft.kept;
  return (
    <p className={styles.standing} data-tone={kept ? "ok" : undefined} role="status">
      {kept && <Check size="1rem" strokeWidth={2.4} />}
      {obstacle
        ? t(`phrases.obstacle.${obstacle}`)
        : draft?.saving
          ? t("phrases.saving")
          : kept
            ? t("phrases.saved")
            : t("phrases.saves")}
    </p>
  );
}
