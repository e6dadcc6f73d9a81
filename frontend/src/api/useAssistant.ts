import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AssistAsk } from "./assistant";
import { keys } from "./changes";
import { useDesk } from "./react";
import type { Desk } from "./types";

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

/** Does something to the terms, and reads them again. */
export function useAssistDeed<A = void, R = void>(deed: (desk: Desk, argument: A) => Promise<R>) {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (argument: A) => deed(desk, argument),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: keys.assistTerms }),
  });
}

/** Whether nothing of a customer may be told to a model. */
export function useWithheld(customerId: string) {
  const desk = useDesk();
  return useQuery({ queryKey: keys.withheld(customerId), queryFn: () => desk.assistant.withheld(customerId) });
}

/** Keeps a customer from the model, or lets it know her again. */
export function useWithhold(customerId: string) {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (withheld: boolean) => desk.assistant.withhold(customerId, withheld),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: keys.withheld(customerId) }),
  });
}
