import BookOpen from "lucide-react/icons/book-open-text";
import Paperclip from "lucide-react/icons/paperclip";
import type { ReactNode } from "react";
import type { Draft } from "../../api/composer";
import type { ReplyChannel } from "../../api/types";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { CommandButton } from "../../ui/CommandButton";
import styles from "./composer.module.css";
import { Hint } from "./Hint";
import type { Obstacle } from "./rules";
import { SendButton } from "./SendButton";
import type { After } from "./useSend";

type Props = {
  /** Undefined for a note. */
  channel: ReplyChannel | undefined;
  draft: Draft;
  /** The text with what is added to it. */
  leaves: string;
  stopped: Obstacle | null;
  busy: boolean;
  offline: boolean;
  now: number;
  onText: (text: string) => void;
  onAttach: () => void;
  onReady: () => void;
  onGap: () => void;
  /** What the model can do; nothing for a note. */
  assist: ReactNode;
  onSend: (after: After) => void;
};

/** Under the text: attach, what the channel allows now, and send. */
export function Foot({
  channel,
  draft,
  leaves,
  stopped,
  busy,
  offline,
  now,
  onText,
  onAttach,
  onReady,
  onGap,
  assist,
  onSend,
}: Props) {
  const { t } = useWords();
  const onlyCtrlEnter = usePreferences().writing.ctrlEnter;
  return (
    <div className={styles.bar}>
      {channel && channel.maxFiles > 0 && (
        <CommandButton
          command="composer.attach"
          look="icon"
          className={styles.tool}
          aria-label={t("composer.attach")}
          onClick={onAttach}
        >
          <Paperclip size="1.25rem" />
        </CommandButton>
      )}
      {channel && (
        <CommandButton
          command="composer.ready"
          look="icon"
          className={styles.tool}
          aria-label={t("ready.label")}
          onClick={onReady}
        >
          <BookOpen size="1.25rem" />
        </CommandButton>
      )}
      {assist}
      <Hint
        channel={channel}
        text={draft.text}
        leaves={leaves}
        stopped={stopped}
        onlyCtrlEnter={onlyCtrlEnter}
        now={now}
        onText={onText}
        onGap={onGap}
      />
      <SendButton
        channel={channel}
        off={stopped !== null || busy}
        offline={offline}
        onlyCtrlEnter={onlyCtrlEnter}
        now={now}
        onSend={onSend}
      />
    </div>
  );
}
