import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { keys } from "./changes";
import type { HistoryFilter } from "./journeys";
import { useDesk } from "./react";

/** A customer's last twelve months at a glance. */
export function useJourney(customerId: string) {
  const desk = useDesk();
  return useQuery({ queryKey: keys.journey(customerId), queryFn: () => desk.journeys.of(customerId) });
}

/** How content a customer was. */
export function useSatisfaction(customerId: string) {
  const desk = useDesk();
  return useQuery({ queryKey: keys.satisfaction(customerId), queryFn: () => desk.surveys.of(customerId) });
}

/** How many lines are read at a time. */
const linesAtATime = 30;

/** A customer's history, page by page. What was shown before stays in sight until the answer is there. */
export function useHistory(customerId: string, filter: HistoryFilter) {
  const desk = useDesk();
  const query = useInfiniteQuery({
    queryKey: [...keys.history(customerId), filter],
    queryFn: ({ pageParam }) => desk.journeys.history(customerId, filter, pageParam, linesAtATime),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    gcTime: 30_000,
    placeholderData: keepPreviousData,
  });
  return { ...query, lines: query.data?.pages.flatMap((page) => page.lines) ?? [] };
}
