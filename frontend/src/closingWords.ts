import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useDrafts } from "./api/box";
import { problemOf } from "./api/bridge";
import { keys } from "./api/changes";
import { draftIn } from "./api/drafts";
import { useDesk } from "./api/react";
import { composerTextId } from "./features/composer/Composer";
import { withGaps } from "./features/composer/gaps";
import { slotOf } from "./features/composer/rules";
import { useWords } from "./i18n/react";
import { focusWhenDrawn } from "./lib/focus";
import { useToasts } from "./ui/toasts";

/**
 * What puts the shop's closing words into the reply box of a customer, below what is typed there: she knows the case by
 * its number, and may be told that it is closed. Nothing is sent by it. Undefined where the shop has no such words.
 */
export function useClosingWords(): ((customerId: string, caseId: string) => Promise<void>) | undefined {
  const { locale, explain } = useWords();
  const desk = useDesk();
  const drafts = useDrafts();
  const toasts = useToasts();
  const known = useQuery({ queryKey: [...keys.phrases, "all"], queryFn: () => desk.phrases.list() }).data;
  const phraseId = known?.replies.find((each) => each.closing)?.id;
  const write = useCallback(
    async (customerId: string, caseId: string) => {
      if (phraseId === undefined) return;
      try {
        const card = await desk.conversation.card(customerId);
        await drafts.open(customerId);
        const box = drafts.box(customerId);
        const channel = box && slotOf(card, box.slot === "note" ? { ...box, slot: null } : box);
        if (!channel || channel === "note") return;
        const ask = { phraseId, text: "", customerId, caseId, channel, language: locale, given: {} };
        const { text, missing } = await desk.phrases.fill(ask);
        const typed = draftIn(box, channel).text;
        const words = withGaps(text, missing);
        drafts.change(customerId, channel, { text: typed === "" ? words : `${typed}\n\n${words}` });
        desk.phrases.used(phraseId).catch(() => undefined); // it only puts the list in order
        focusWhenDrawn(composerTextId);
      } catch (thrown) {
        toasts.show({ tone: "bad", text: explain(problemOf(thrown)) });
      }
    },
    [desk, drafts, toasts, explain, locale, phraseId],
  );
  return phraseId === undefined ? undefined : write;
}
