import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { AssistDifference } from "../../api/assistant";
import type { Jargon, WordingLanguage } from "../../api/phrases";
import { useDesk } from "../../api/react";

/** The guard warns and never keeps anything back: it has no longer than this. */
const patience = 800;
/** How long a text rests before it is looked at for words of the trade. */
const restFor = 600;

const none: AssistDifference[] = [];

/** Compares a reply with what was said before, once: the next press sends it as it is. */
export function useGuard(customerId: string, text: string) {
  const desk = useDesk();
  const [warned, setWarned] = useState({ text: "", differences: none });
  /** Whether the text may leave now; else the owner is warned. */
  const passes = async (leaving: string): Promise<boolean> => {
    if (warned.differences.length > 0 && warned.text === leaving) return true;
    const late = new Promise<AssistDifference[]>((resolve) => setTimeout(() => resolve(none), patience));
    const differences = await Promise.race([desk.assistant.check(customerId, leaving).catch(() => none), late]);
    setWarned({ text: leaving, differences });
    return differences.length === 0;
  };
  return { passes, differences: warned.text === text ? warned.differences : none };
}

const noJargon: Jargon[] = [];

/** Words of the trade in a text that rests, with what to say instead. */
export function useJargon(text: string, language: WordingLanguage): Jargon[] {
  const desk = useDesk();
  const [rested, setRested] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restFor);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery({
    queryKey: ["jargon", language, rested],
    queryFn: () => desk.phrases.jargon(rested, language),
    enabled: rested.trim() !== "",
    gcTime: 0,
  }).data;
  return rested === text && found ? found : noJargon;
}
