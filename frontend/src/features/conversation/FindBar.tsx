import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import SearchIcon from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { useEffect, useState } from "react";
import { useFind } from "../../api/searching";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { Button } from "../../ui/Button";
import styles from "./conversation.module.css";

export const findFieldId = "find-in-conversation";

type Props = {
  customerId: string;
  /** Shows a message; its words are marked. */
  onShow: (messageId: string, words: string) => void;
  onClose: () => void;
};

/** Finds words in one customer's messages and steps through the hits, the newest first. */
export function FindBar({ customerId, onShow, onClose }: Props) {
  const { t, locale } = useWords();
  const [text, setText] = useState("");
  const [step, setStep] = useState(0);
  const typed = text.trim();
  const found = useFind({ text: typed, customerId }, "conversation", { count: true });
  const { messages, first, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const settled = typed !== "" && first !== undefined && !isPlaceholderData;
  const at = Math.min(step, messages.length - 1);
  const hit = settled ? messages[at] : undefined;
  useEffect(() => {
    if (hit) onShow(hit.messageId, typed);
  }, [hit, typed, onShow]);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && at > messages.length - 5) void fetchNextPage();
  }, [at, messages.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const go = (by: number) => setStep(Math.min(Math.max(at + by, 0), Math.max(messages.length - 1, 0)));
  const number = numberFormat(locale, undefined);
  const total = first?.total ?? 0;
  return (
    <div className={styles.find} role="search">
      <SearchIcon size="1.125rem" strokeWidth={1.9} />
      <input
        id={findFieldId}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t("find.label")}
        placeholder={t("find.label")}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- who asks for it types
        autoFocus
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setStep(0);
        }}
        onKeyDown={(event) => {
          const by = { Enter: event.shiftKey ? -1 : 1, ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (by !== undefined) go(by);
          else if (event.key === "Escape") onClose();
          else return;
          event.preventDefault();
        }}
      />
      <span className={styles.findAt} role="status">
        {settled &&
          (hit ? t("find.position", { at: number.format(at + 1), total: number.format(total) }) : t("find.none"))}
      </span>
      <Button
        look="icon"
        aria-label={t("find.older")}
        disabled={!hit || at + 1 >= messages.length}
        onClick={() => go(1)}
      >
        <ChevronUp size="1.125rem" />
      </Button>
      <Button look="icon" aria-label={t("find.newer")} disabled={!hit || at === 0} onClick={() => go(-1)}>
        <ChevronDown size="1.125rem" />
      </Button>
      <Button look="icon" aria-label={t("find.close")} onClick={onClose}>
        <X size="1.125rem" />
      </Button>
    </div>
  );
}
