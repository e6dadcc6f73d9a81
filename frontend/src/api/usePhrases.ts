import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { keys } from "./changes";
import type { FieldName, Phrase, PhraseAsk, WordingLanguage } from "./phrases";
import { useDesk } from "./react";
import type { Desk } from "./types";

export function usePhrases() {
  const desk = useDesk();
  return useQuery({ queryKey: [...keys.phrases, "list"], queryFn: () => desk.phrases.list() });
}

const none: FieldName[] = [];

/** The fields that fill themselves. */
export function useFieldNames(): FieldName[] {
  const desk = useDesk();
  return useQuery({ queryKey: ["phraseFields"], queryFn: () => desk.phrases.fields() }).data ?? none;
}

/** A text as the shop fills it now. What was filled before stays in sight until the answer is there. */
export function useFilledText(ask: PhraseAsk) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["phraseFilled", ask],
    queryFn: () => desk.phrases.fill(ask),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
}

export function useJargon(text: string, language: WordingLanguage) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["jargon", text, language],
    queryFn: () => desk.phrases.jargon(text, language),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** How many short answers are offered at a time. */
const mostAnswers = 3;

/** The short answers that a customer may be asking for, looked for anew every time: what holds no longer is not among them. */
export function useAnswersFor(customerId: string, asked: boolean) {
  const desk = useDesk();
  return useQuery({
    queryKey: [...keys.phrases, "asked", customerId],
    queryFn: () => desk.phrases.answers(customerId, mostAnswers),
    enabled: asked,
    staleTime: 0,
    gcTime: 0,
  });
}

/** The templates, and when they were listed last. wanted: they are read only where they are. */
export function useListedTemplates(wanted = true) {
  const desk = useDesk();
  return useQuery({
    enabled: wanted,
    queryKey: [...keys.phrases, "templates"],
    queryFn: async () => {
      const [list, listedAt] = await Promise.all([desk.phrases.templates(), desk.phrases.templatesListed()]);
      return { list, listedAt };
    },
  });
}

/** Changes what the shop says again and again, and reads it again without waiting for the event. */
export function usePhraseDeed<A, R = void>(deed: (desk: Desk, argument: A) => Promise<R>) {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (argument: A) => deed(desk, argument),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: keys.phrases }),
  });
}

/** Keeps a phrase, and gives its id once it is in the list. */
export function useKeepPhrase(): (phrase: Phrase) => Promise<string> {
  const desk = useDesk();
  const client = useQueryClient();
  return useCallback(
    async (phrase) => {
      const { id } = await desk.phrases.save(phrase);
      await client.invalidateQueries({ queryKey: keys.phrases });
      return id;
    },
    [client, desk],
  );
}
