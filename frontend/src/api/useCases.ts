import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CasesQuery } from "./cases";
import { applyChanges, keys, pageSize } from "./changes";
import { useDesk } from "./react";
import type { Desk } from "./types";

/** A customer's cases, the open ones first, and what is asked about her messages. */
export function useCasesOf(customerId: string) {
  const desk = useDesk();
  return useQuery({ queryKey: keys.casesOf(customerId), queryFn: () => desk.cases.of(customerId) });
}

export function useCaseStory(caseId: string) {
  const desk = useDesk();
  return useQuery({
    queryKey: keys.caseStory(caseId),
    queryFn: () => desk.cases.story(caseId),
    enabled: caseId !== "",
  });
}

/** What is found by a number, a name or words; what was found before stays in sight until the answer is there. */
export function useFoundCases(query: CasesQuery) {
  const desk = useDesk();
  return useQuery({
    queryKey: keys.foundCases(query),
    queryFn: () => desk.cases.find(query, "", pageSize),
    placeholderData: keepPreviousData,
  });
}

/** Does something to a case of a customer, and reads it again without waiting for the event. */
export function useCaseDeed<A = void, R = void>(deed: (desk: Desk, argument: A) => Promise<R>, customerId: string) {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (argument: A) => deed(desk, argument),
    gcTime: 0,
    onSettled: () => applyChanges(client, desk, [{ kind: "case_changed", customerId }]),
  });
}
