import { useQuery } from "@tanstack/react-query";
import type { AssistAsk } from "./assistant";
import { keys } from "./changes";
import { useDesk } from "./react";

/** The model that drafts, and on what terms. */
export function useTerms() {
  const desk = useDesk();
  return useQuery({ queryKey: keys.assistTerms, queryFn: () => desk.assistant.terms() });
}

/** Exactly what would leave for an asking, now. */
export function usePayload(ask: AssistAsk) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["payload", ask],
    queryFn: () => desk.assistant.payload(ask),
    staleTime: 0,
    gcTime: 0,
  });
}
