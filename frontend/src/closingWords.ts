import { useQueryClient } from "@tanstack/react-query";
import { useDrafts } from "./api/box";
import type { Case } from "./api/cases";
import { draftIn } from "./api/drafts";
import { useDesk } from "./api/react";
import { spokenQuery } from "./api/usePeople";
import { usePhrases } from "./api/usePhrases";
import { useComplain } from "./complain";
import { composerTextId } from "./features/composer/Composer";
import { withGaps } from "./features/composer/gaps";
import { slotOf } from "./features/composer/rules";
import { useWords } from "./i18n/react";
import { focusWhenDrawn } from "./lib/focus";
import type { Toast } from "./ui/toasts";

/** A case that is being closed: whoever was told its number knows it. */
type Matter = Pick<Case, "id" | "toldAt">;

/**
 * What is offered once a case is closed whose number the customer knows: the shop's closing words in her reply box, below
 * what is typed there. Nothing is sent by it. open shows the box where it is not in sight. Undefined where the shop has no
 * such words.
 */
export function useClosingOffer(): (
  customerId: string,
  matter: Matter | undefined,
  open?: () => void,
) => Toast["next"] {
  const { t, locale } = useWords();
  const complain = useComplain();
  const desk = useDesk();
  const drafts = useDrafts();
  const client = useQueryClient();
  const phraseId = usePhrases().data?.replies.find((each) => each.closing)?.id;
  const write = async (phrase: string, customerId: string, caseId: string) => {
    const card = await desk.conversation.card(customerId);
    await drafts.open(customerId);
    const box = drafts.box(customerId);
    const channel = box && slotOf(card, box.slot === "note" ? { ...box, slot: null } : box);
    if (!channel || channel === "note") return;
    const language = (await client.fetchQuery(spokenQuery(desk, customerId))).language || locale;
    const ask = { phraseId: phrase, text: "", customerId, caseId, channel, language, given: {} };
    const { text, missing } = await desk.phrases.fill(ask);
    const typed = draftIn(drafts.box(customerId) ?? box, channel).text; // it may have grown meanwhile
    const words = withGaps(text, missing);
    drafts.change(customerId, channel, { text: typed === "" ? words : `${typed}\n\n${words}` });
    desk.phrases.used(phrase).catch(() => undefined); // it only puts the list in order
    focusWhenDrawn(composerTextId);
  };
  return (customerId, matter, open) => {
    if (phraseId === undefined || !matter || matter.toldAt === 0) return undefined;
    const run = () => {
      open?.();
      write(phraseId, customerId, matter.id).catch(complain);
    };
    return { label: t("closing.offer"), run };
  };
}
