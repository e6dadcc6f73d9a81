import Send from "lucide-react/icons/send";
import { useLayoutEffect, useRef, useState } from "react";
import { problemOf } from "../../api/bridge";
import { useDeed } from "../../api/react";
import type { Card, ReplyChannel } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { Button } from "../../ui/Button";
import { useToasts } from "../../ui/toasts";
import { ChannelChoice } from "./ChannelChoice";
import styles from "./composer.module.css";
import { type Draft, type Drafts, emptyDraft, useDraft } from "./drafts";
import { Hint } from "./Hint";
import { channelOf, obstacle, sends, undoMs } from "./rules";

export const composerTextId = "composer-text";

type Props = { card: Card; drafts: Drafts };

/** The reply box. Without any channel it says so instead. */
export function Composer({ card, drafts }: Props) {
  const { t } = useWords();
  const [draft] = useDraft(drafts, card.customerId);
  const channel = channelOf(card, draft);
  if (!channel) return <p className={styles.none}>{t("composer.noChannel")}</p>;
  return <ReplyBox card={card} drafts={drafts} channel={channel} />;
}

function ReplyBox({ card, drafts, channel }: Props & { channel: ReplyChannel }) {
  const { t } = useWords();
  const now = useNow(15_000);
  const [draft, change] = useDraft(drafts, card.customerId);
  const { send, sending } = useSend(card, drafts);
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowing(field, draft.text);
  const stopped = obstacle(channel, draft.text, now);
  const subject = draft.subject ?? card.subject;
  const trySend = () => {
    if (!sending && obstacle(channel, draft.text, Date.now()) === null) void send(channel, { ...draft, subject });
  };
  return (
    <form
      className={styles.composer}
      aria-label={t("composer.label")}
      onSubmit={(event) => {
        event.preventDefault();
        trySend();
      }}
    >
      <ChannelChoice channels={card.channels} value={channel.channel} onChange={(name) => change({ channel: name })} />
      {channel.subject && (
        <label className={styles.subject}>
          <span>{t("composer.subject")}</span>
          <input
            type="text"
            value={subject}
            maxLength={500}
            onChange={(event) => change({ subject: event.target.value })}
          />
        </label>
      )}
      <textarea
        ref={field}
        id={composerTextId}
        className={styles.text}
        aria-label={t("composer.text", { name: card.name })}
        aria-keyshortcuts="R"
        rows={2}
        dir="auto"
        value={draft.text}
        onChange={(event) => change({ text: event.target.value })}
        onKeyDown={(event) => {
          if (!sends(channel.channel, event.nativeEvent)) return;
          event.preventDefault();
          trySend();
        }}
      />
      <div className={styles.bar}>
        <Hint channel={channel} text={draft.text} stopped={stopped} now={now} />
        <Button
          look="primary"
          type="submit"
          disabled={stopped !== null || sending}
          title={t(channel.channel === "email" ? "composer.ctrlEnter" : "composer.enter")}
        >
          <Send size="1.125rem" />
          {t("composer.send")}
        </Button>
      </div>
    </form>
  );
}

/** Queues the draft with a moment to take it back, and gives the text back when it is. */
function useSend(card: Card, drafts: Drafts) {
  const { t, explain } = useWords();
  const toasts = useToasts();
  const { customerId, name } = card;
  const reply = useDeed(
    (desk, asked: { channel: ReplyChannel; draft: Draft }) =>
      desk.conversation.reply({
        customerId,
        channel: asked.channel.channel,
        subject: asked.channel.subject ? (asked.draft.subject ?? "") : "",
        text: asked.draft.text,
        holdMs: undoMs,
      }),
    customerId,
  );
  const cancel = useDeed((desk, deliveryId: string) => desk.conversation.cancelSend(deliveryId), customerId);
  const [sending, setSending] = useState(false);
  const complain = (thrown: unknown) => toasts.show({ tone: "bad", text: explain(problemOf(thrown)) });
  const undo = async (deliveryId: string, draft: Draft) => {
    try {
      await cancel.mutateAsync(deliveryId);
      drafts.restore(customerId, draft);
    } catch (thrown) {
      complain(thrown);
    }
  };
  const send = async (channel: ReplyChannel, draft: Draft) => {
    setSending(true);
    try {
      const queued = await reply.mutateAsync({ channel, draft });
      // Only what was sent leaves the box: the owner may have typed on meanwhile.
      if (drafts.get(customerId).text === draft.text) drafts.put(customerId, emptyDraft);
      const action = { label: t("toast.undo"), run: () => void undo(queued.deliveryId, draft) };
      toasts.show({ text: t("toast.sending", { name }), forMs: undoMs, action });
    } catch (thrown) {
      complain(thrown);
    } finally {
      setSending(false);
    }
  };
  return { send, sending };
}

/** Grows the field with its text; field-sizing does the same where the web view has it, and WebKitGTK has not. */
function useGrowing(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // oxlint-disable-next-line react/exhaustive-deps -- the height follows the text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [field, text]);
}
