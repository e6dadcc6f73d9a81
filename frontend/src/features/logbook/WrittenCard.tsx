import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import X from "lucide-react/icons/x";
import { useEffect, useState } from "react";
import type { LogEntry } from "../../api/logbook";
import { useCard } from "../../api/react";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { SpokenNumber } from "../../ui/CaseNumber";
import { CommandButton } from "../../ui/CommandButton";
import styles from "./logbook.module.css";

/** How long it stays; it waits while the pointer or the focus is on it. */
const stays = 12_000;

type Props = {
  entry: LogEntry;
  onCopy: () => void;
  onOpen: () => void;
  /** Makes of it a sheet again. */
  onUndo: () => void;
  onClose: () => void;
};

/** Says what was written down, and its number large enough to be read aloud. */
export function WrittenCard({ entry, onCopy, onOpen, onUndo, onClose }: Props) {
  const { t } = useWords();
  const [stayed, setStayed] = useState(false);
  const name = useCard(entry.customerId).data?.name ?? "";
  useEffect(() => {
    if (stayed) return undefined;
    const timer = setTimeout(onClose, stays);
    return () => clearTimeout(timer);
  }, [stayed, onClose]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only pauses the clock; the buttons inside act
    <div
      className={styles.written}
      onPointerEnter={() => setStayed(true)}
      onPointerLeave={() => setStayed(false)}
      onFocus={() => setStayed(true)}
      onBlur={() => setStayed(false)}
    >
      <p className={styles.writtenHead} dir="auto">
        <Check size="1.125rem" strokeWidth={2.4} aria-hidden="true" />
        {t("logbook.saved", { name })}
      </p>
      <Button look="icon" className={styles.writtenClose} aria-label={t("toast.dismiss")} onClick={onClose}>
        <X size="1rem" />
      </Button>
      <SpokenNumber protocol={entry.protocol} />
      <span className={styles.writtenDeeds}>
        <Button look="link" onClick={onCopy}>
          <Copy size="1rem" />
          {t("logbook.copyNumber")}
        </Button>
        <Button look="link" onClick={onOpen}>
          {t("logbook.saved.open")}
        </Button>
        <CommandButton command="undo" look="link" onClick={onUndo}>
          {t("toast.undo")}
        </CommandButton>
      </span>
    </div>
  );
}
