import { type RefObject, useState } from "react";
import { useWords } from "../../i18n/react";
import { useMomentsWords } from "../../moments";
import { TextInput } from "../../ui/form";
import { MomentsPopover } from "../../ui/Moments";

type Props = {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** What was promised before. */
  promised: string;
  onPromise: (by: number, words: string) => void;
};

/** By when something is promised, and what. */
export function PromisePopover({ anchor, open, onOpen, promised, onPromise }: Props) {
  const { t } = useWords();
  const [words, setWords] = useState(promised);
  return (
    <MomentsPopover
      anchor={anchor}
      open={open}
      onOpen={onOpen}
      placement="bottom start"
      words={useMomentsWords()}
      title={t("matter.promiseTitle")}
      set={t("matter.promiseSet")}
      onChoose={(by) => onPromise(by, words.trim())}
    >
      <TextInput label={t("matter.promiseWords")} value={words} onChange={setWords} maxLength={200} />
    </MomentsPopover>
  );
}
