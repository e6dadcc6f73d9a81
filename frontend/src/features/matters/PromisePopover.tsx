import { type RefObject, useState } from "react";
import { Dialog, Popover } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { TextInput } from "../../ui/form";
import { Moments } from "../../ui/Moments";
import styles from "./matters.module.css";

type Props = {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** What was promised before. */
  promised: string;
  onPromise: (by: number, words: string) => void;
};

/** What is promised, and by when. */
export function PromisePopover({ anchor, open, onOpen, promised, onPromise }: Props) {
  const { t, locale } = useWords();
  const [words, setWords] = useState(promised);
  return (
    <Popover
      className={styles.popover ?? ""}
      triggerRef={anchor}
      isOpen={open}
      onOpenChange={onOpen}
      placement="bottom start"
      offset={6}
    >
      <Dialog className={styles.promising ?? ""} aria-label={t("matter.promiseTitle")}>
        <Moments
          locale={locale}
          words={{
            title: t("matter.promiseTitle"),
            preset: (preset) => t(`snooze.${preset}`),
            other: t("later.other"),
            set: t("matter.promiseSet"),
            past: t("later.past"),
          }}
          onChoose={(by) => onPromise(by, words.trim())}
        >
          <div className={styles.promiseWords}>
            <TextInput label={t("matter.promiseWords")} value={words} onChange={setWords} maxLength={200} startHere />
          </div>
        </Moments>
      </Dialog>
    </Popover>
  );
}
