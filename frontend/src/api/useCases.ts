import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { CasesPage, CasesQuery } from "./cases";
import { applyChanges, keys, pageSize } from "./changes";
import { useDesk } from "./react";
import { nextTurn } from "./searching";
import type { Desk, TimelineItem } from "./types";

export function casesOfQuery(desk: Desk, customerId: string) {
  return queryOptions({ queryKey: keys.casesOf(customerId), queryFn: () => desk.cases.of(customerId) });
}

/** A customer's cases, the open ones first, and what is asked about her messages. */
export function useCasesOf(customerId: string) {
  return useQuery(casesOfQuery(useDesk(), customerId));
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
    queryFn: () => desk.cases.find(query, "", pageSize, { sequence: "", turn: 0 }),
    placeholderData: keepPreviousData,
  });
}

/** The few cases that the palette shows for what is typed. */
export function useFewCases(text: string, limit: number) {
  const desk = useDesk();
  return useQuery({
    queryKey: [...keys.foundCases({ text }), limit],
    queryFn: ({ signal }) => {
      // Once the signal is taken, a search that nobody waits for any more is not waited for.
      signal.throwIfAborted();
      return desk.cases.find({ text, state: "" }, "", limit, nextTurn("cases palette"));
    },
    enabled: text !== "",
    gcTime: 30_000,
    placeholderData: keepPreviousData,
  });
}

/** All cases that are asked for, part by part; what was found before stays in sight until the answer is there. */
export function useCaseList(query: CasesQuery) {
  const desk = useDesk();
  return useInfiniteQuery({
    queryKey: [...keys.foundCases(query), "list"],
    queryFn: ({ pageParam, signal }): Promise<CasesPage> => {
      signal.throwIfAborted();
      return desk.cases.find(query, pageParam, pageSize, nextTurn("cases"));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    gcTime: 30_000,
    placeholderData: keepPreviousData,
  });
}

/** What was done without the owner, part by part. Not all of it is told by a change: it is read when it is looked at. */
export function useActs() {
  const desk = useDesk();
  return useInfiniteQuery({
    queryKey: keys.acts,
    queryFn: ({ pageParam }) => desk.cases.acts(pageParam, pageSize),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    staleTime: 0,
  });
}

/** What was said in a case, or, where none is named, ever with the customer; whole, the oldest first. */
export function useSaid(customerId: string, caseId: string) {
  const desk = useDesk();
  return useQuery({
    queryKey: [...keys.casesOf(customerId), "said", caseId],
    queryFn: () => (caseId === "" ? allSaid(desk, customerId) : desk.cases.said(caseId)),
    gcTime: 0,
    staleTime: 0,
  });
}

/** How much of what was said is read at once. */
const saidPage = 200;

/** Everything that was said with a customer. Notes are the owner's, and not in it. */
async function allSaid(desk: Desk, customerId: string): Promise<TimelineItem[]> {
  const said: TimelineItem[] = [];
  let cursor = "";
  do {
    const page = await desk.conversation.timeline(customerId, cursor, saidPage);
    for (const item of page.items) if (item.kind === "message") said.push(item);
    cursor = page.next;
  } while (cursor !== "");
  return said.toReversed();
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
