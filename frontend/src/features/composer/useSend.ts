import { useState } from "react";
import { useDrafts, useTakeBack } from "../../api/box";
import { problemOf } from "../../api/bridge";
import type { Case } from "../../api/cases";
import { closeConversation, type TakeBack, undoConversation } from "../../api/closing";
import type { Draft } from "../../api/composer";
import type { TemplateChoice } from "../../api/phrases";
import { useDeed, useDesk } from "../../api/react";
import type { Card, ReplyChannel } from "../../api/types";
import { usePreferences } from "../../api/useSettings";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { moment } from "../../lib/time";
import { type Toast, useToasts } from "../../ui/toasts";
import { subjectOf } from "./MailFields";

/**
 * What else is done with a reply: it closes or puts off the conversation, or waits for its moment. Of what was promised
 * in kept is said that it is done.
 */
export type After = { close?: boolean; kept?: readonly Case[]; snoozeUntil?: number; at?: number };

type Asked = {
  channel: ReplyChannel;
  draft: Draft;
  /** What the number of the case is called; empty: it is not told. */
  number: string;
  after: After;
};

/** Queues what was typed, with a moment to take it back into the box. */
export function useSend(card: Card, offline: boolean, onDone: () => void, onReturn: () => void) {
  const { t, locale, explain } = useWords();
  const { customerId, name } = card;
  const desk = useDesk();
  const drafts = useDrafts();
  const takeBack = useTakeBack();
  const toasts = useToasts();
  const { writing } = usePreferences();
  const undoMs = writing.undoSeconds * 1_000;
  const [busy, setBusy] = useState(false);
  const complain = useComplain();
  /** Trouble with the disk says nothing of the text, which is still where it was typed. */
  const complainOfText = (thrown: unknown) => {
    const problem = problemOf(thrown);
    if (!problem.code.startsWith("data.")) return complain(thrown);
    return toasts.show({ tone: "bad", text: t("composer.notQueued", { why: explain(problem) }) });
  };

  const reply = useDeed(
    (_, { channel, draft, number, after }: Asked) =>
      drafts.send(customerId, channel.channel, draft, (id) =>
        desk.conversation.reply({
          id: after.at ? `${id}@${after.at}` : id, // planned for another moment, it is another message
          customerId,
          channel: channel.channel,
          subject: channel.subject ? subjectOf(card, draft, t) : "",
          cc: channel.subject ? draft.cc : "",
          text: draft.text,
          files: channel.maxFiles > 0 ? draft.files : [],
          holdMs: undoMs,
          at: after.at ?? 0,
          number,
        }),
      ),
    customerId,
    "message_changed",
  );
  const templating = useDeed(
    (_, { channel, template }: { channel: ReplyChannel; template: TemplateChoice }) =>
      desk.conversation.reply({
        id: "",
        customerId,
        channel: channel.channel,
        subject: "",
        cc: "",
        text: "",
        files: [],
        holdMs: undoMs,
        at: 0,
        number: "",
        template,
      }),
    customerId,
    "message_changed",
  );
  const decide = async ({ close, kept, snoozeUntil }: After): Promise<TakeBack | null> => {
    if (close) return closeConversation(desk, customerId, kept ?? []);
    if (!snoozeUntil) return null;
    return desk.conversation.snooze(customerId, snoozeUntil).then(undoConversation(desk, customerId));
  };
  const words = ({ at, close, snoozeUntil }: After): string => {
    const time = moment(Date.now(), at ?? snoozeUntil ?? 0, locale);
    if (at) return t("toast.planned", { time, name });
    if (close) return t("toast.sentClosed", { name });
    if (snoozeUntil) return t("toast.sentSnoozed", { name, time });
    return t(offline ? "toast.queued" : "toast.sending", { name });
  };
  const undo = async (deliveryId: string, decided: Promise<TakeBack | null>) => {
    try {
      await takeBack(customerId, deliveryId);
      const undecide = await decided.catch(() => null);
      if (undecide === null) return;
      await undecide();
      onReturn();
    } catch (thrown) {
      complain(thrown);
    }
  };
  /** Tells at once that the reply is on its way, whatever becomes of the rest: it can be taken back. */
  const follow = async (deliveryId: string, after: After) => {
    const until = Date.now() + undoMs;
    const decided = decide(after);
    const offer = (): Partial<Toast> => {
      const action = { label: t("toast.undo"), run: () => void undo(deliveryId, decided) };
      // What waits for its moment can be taken back all that time; what leaves at once cannot.
      if (after.at) return { action, lasting: true };
      const forMs = until - Date.now();
      return forMs > 0 ? { action, forMs } : {};
    };
    const withdraw = toasts.show({ text: words(after), ...offer() });
    try {
      if ((await decided) !== null) onDone();
    } catch (thrown) {
      withdraw();
      const why = explain(problemOf(thrown));
      const text = t(after.close ? "toast.notClosed" : "toast.notSnoozed", { name, why });
      toasts.show({ tone: "bad", text, ...offer() });
    }
  };
  const send = async (channel: ReplyChannel, draft: Draft, number: string, after: After) => {
    setBusy(true);
    try {
      const queued = await reply.mutateAsync({ channel, draft, number, after });
      if (queued) void follow(queued.deliveryId, after);
    } catch (thrown) {
      complainOfText(thrown);
    } finally {
      setBusy(false);
    }
  };
  /** What was typed stays in the box, and undo brings back what was filled. */
  const sendTemplate = async (channel: ReplyChannel, template: TemplateChoice, restore: () => void) => {
    setBusy(true);
    const withdraw = async (deliveryId: string) => {
      try {
        await desk.conversation.cancelSend(deliveryId);
        restore();
      } catch (thrown) {
        complain(thrown);
      }
    };
    try {
      const { deliveryId } = await templating.mutateAsync({ channel, template });
      const text = words({});
      const action = { label: t("toast.undo"), run: () => void withdraw(deliveryId) };
      toasts.show(undoMs > 0 ? { text, action, forMs: undoMs } : { text });
      return true;
    } catch (thrown) {
      complain(thrown);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const note = async (draft: Draft) => {
    setBusy(true);
    try {
      await drafts.send(customerId, "note", draft, () => desk.composer.note(customerId, draft.text));
    } catch (thrown) {
      complain(thrown);
    } finally {
      setBusy(false);
    }
  };
  return { send, sendTemplate, note, busy };
}

export type Sending = ReturnType<typeof useSend>;
