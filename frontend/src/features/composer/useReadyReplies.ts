import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type RefObject, useId, useState } from "react";
import { keys } from "../../api/changes";
import type { Slot } from "../../api/composer";
import type { Phrase } from "../../api/phrases";
import { useDesk } from "../../api/react";
import { useAnswersFor } from "../../api/usePhrases";
import { useComplain } from "../../complain";
import { useEnter } from "../../lib/enter";
import { beginsWords } from "../../lib/fold";
import { typeOver } from "../../lib/typing";
import { gapsIn, withGaps } from "./gaps";
import { slashAt } from "./slash";
import type { Speaking } from "./useSpeaking";

/** How long a list of ready replies that nobody looks at is kept. */
const keptFor = 30_000;

type Box = {
  customerId: string;
  slot: Slot;
  text: string;
  field: RefObject<HTMLTextAreaElement | null>;
  speaking: Speaking;
  onText: (text: string) => void;
};

/**
 * The ready replies that are found by what stands after a "/", with the short answers to what the customer asked, and
 * what puts one of them into the text.
 */
export function useReadyReplies({ customerId, slot, text, field, speaking, onText }: Box) {
  const complain = useComplain();
  const desk = useDesk();
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState("");
  /** Where the "/" stands whose list the owner has closed. */
  const [closed, setClosed] = useState(-1);
  const found = slot === "note" ? null : slashAt(text, caret);
  const slash = found && found.from !== closed ? found : null;
  const typed = slash?.typed ?? "";
  const query = useQuery({
    queryKey: [...keys.phrases, "found", typed],
    queryFn: () => desk.phrases.find(typed),
    enabled: slash !== null,
    placeholderData: keepPreviousData,
    gcTime: keptFor,
  });
  const answers = useAnswersFor(customerId, slash !== null);
  const settled = query.isSuccess && !query.isPlaceholderData && !answers.isFetching;
  const options = slash && query.data && !answers.isFetching ? together(query.data, answers.data ?? [], typed) : [];
  const at = Math.max(
    options.findIndex((each) => each.id === chosen),
    0,
  );

  const put = async (phrase: Phrase, from: number, to: number) => {
    const channel = slot === "note" ? "" : slot;
    try {
      const language = await speaking.ask();
      const ask = { phraseId: phrase.id, text: "", customerId, caseId: "", channel, language, given: {} } as const;
      const filled = await desk.phrases.fill(ask);
      const element = field.current;
      if (!element) return;
      const words = withGaps(filled.text, filled.missing);
      typeOver(element, from, to, words, onText);
      setCaret(from + words.length);
      const [gap] = gapsIn(words);
      if (gap) element.setSelectionRange(from + gap.from, from + gap.to);
      desk.phrases.used(phrase.id).catch(() => undefined); // it only puts the list in order
    } catch (thrown) {
      complain(thrown);
    }
  };
  const choose = (phrase: Phrase) => {
    if (!slash) return;
    setChosen("");
    setClosed(slash.from);
    void put(phrase, slash.from, slash.from + typed.length + 1);
  };
  const enter = useEnter(typed, settled, () => options[at] && choose(options[at]));

  /** True for a key that belongs to the list. */
  const takesKey = (event: KeyboardEvent): boolean => {
    if (!slash || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    if (event.key === "Escape") {
      setClosed(slash.from);
      return true;
    }
    if (settled && options.length === 0) return false;
    if (event.key === "Enter" || event.key === "Tab") {
      enter(false);
      return true;
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const next = options[(at + step + options.length) % options.length];
    if (step === 0 || !next) return false;
    setChosen(next.id);
    return true;
  };
  const open = () => {
    const element = field.current;
    if (!element) return;
    const { selectionStart, selectionEnd, value } = element;
    const blank = selectionStart === 0 || /\s/.test(value[selectionStart - 1] ?? "") ? "" : " ";
    setClosed(-1);
    typeOver(element, selectionStart, selectionEnd, `${blank}/`, onText);
    setCaret(element.selectionEnd);
  };
  const onCaret = (to: number) => {
    setCaret(to);
    // The list that was closed may be wanted for another word.
    if (closed >= 0 && slashAt(field.current?.value ?? "", to)?.from !== closed) setClosed(-1);
  };
  const listId = `${id}-list`;
  const optionId = (phrase: Phrase) => `${id}-${phrase.id}`;
  const active = options[at];
  return {
    open,
    takesKey,
    onCaret,
    choose,
    speaking,
    options,
    active,
    listId,
    optionId,
    /** Nothing begins so. */
    none: slash !== null && settled && options.length === 0 && typed === "",
    shown: {
      "aria-autocomplete": "list" as const,
      "aria-controls": options.length > 0 ? listId : undefined,
      "aria-activedescendant": active && optionId(active),
    },
  };
}

/** Nothing typed: what answers the question comes first. Whoever types a word means the reply that is called so. */
function together(replies: Phrase[], answers: Phrase[], typed: string): Phrase[] {
  if (typed === "") return [...answers, ...replies];
  return [...replies, ...answers.filter((each) => beginsWords(`${each.question} ${each.words}`, typed))];
}

export type ReadyReplies = ReturnType<typeof useReadyReplies>;
