import { useState } from "react";
import type { ReplyChannel } from "../../api/types";
import { useCasesOf } from "../../api/useCases";
import { usePreferences } from "../../api/useSettings";
import { catalogues, type Locale } from "../../i18n/catalogue";
import { numberWord, toldWith, withNumber } from "./rules";

/** The number of the case, which a reply in a language tells the first time unless the owner leaves it out. */
export function useTelling(customerId: string, channel: ReplyChannel | undefined, text: string, language: Locale) {
  const { telling } = usePreferences();
  const cases = useCasesOf(customerId).data?.cases ?? [];
  /** The case whose number this reply leaves out. */
  const [untold, setUntold] = useState("");
  const word = channel && telling[channel.channel] ? numberWord(channel, catalogues[language]["case.number"]) : "";
  const asked = word === "" ? undefined : toldWith(cases, text);
  const told = asked?.id === untold ? undefined : asked;
  return {
    told,
    /** The text with the line that tells the number. */
    leaves: told ? withNumber(text, word, told.protocol) : text,
    /** What the number is called in this reply; empty: it is not told. */
    word: asked && !told ? "" : word,
    leaveOut: () => setUntold(told?.id ?? ""),
    /** The next reply is asked anew. */
    reset: () => setUntold(""),
  };
}

export type Telling = ReturnType<typeof useTelling>;
