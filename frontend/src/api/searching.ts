import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Turn } from "./cases";
import { keys, pageSize } from "./changes";
import { useDesk } from "./react";
import type { FindQuery, MessageHit } from "./types";

/** What is asked for; the rest of a query is how. */
export type Asked = Pick<FindQuery, "text"> &
  Partial<Pick<FindQuery, "customerId" | "part" | "channel" | "direction" | "files" | "from" | "to">>;

/** Where somebody types: a newer question from there ends the search for an older one. */
export type Place = "palette" | "page" | "conversation" | "history";

const nothing: FindQuery = {
  text: "",
  customerId: "",
  part: "",
  channel: "",
  direction: "",
  files: "",
  from: 0,
  to: 0,
  cursor: "",
  limit: pageSize,
  count: false,
  sequence: "",
  turn: 0,
};

// A page that was loaded anew counts from the start, under another name.
const loaded = crypto.randomUUID();
let turn = 0;

/** The next question from a place: it ends the search for the one before. */
export function nextTurn(place: Place | "cases" | "cases palette"): Turn {
  turn += 1;
  return { sequence: `${loaded} ${place}`, turn };
}

function queryOf(asked: Asked, place: Place): FindQuery {
  return { ...nothing, ...asked, ...nextTurn(place) };
}

/** True when there is something to look for: words, or a filter. */
export function asksSomething(asked: Asked): boolean {
  const { customerId: _, part: __, text, ...filters } = asked;
  return text !== "" || Object.values(filters).some((value) => value !== "" && value !== 0 && value !== undefined);
}

type Options = {
  limit?: number;
  /** Also counts what all pages hold. */
  count?: boolean;
};

/** What matches, page by page, newest first. What was found before stays until the new results are here. */
export function useFind(asked: Asked, place: Place, { limit = pageSize, count = false }: Options = {}) {
  const desk = useDesk();
  const query = useInfiniteQuery({
    queryKey: keys.search(asked, limit),
    queryFn: ({ pageParam, signal }) => {
      // Once the signal is taken, a search that nobody waits for any more is not waited for.
      signal.throwIfAborted();
      return desk.search.find({ ...queryOf(asked, place), cursor: pageParam, limit, count: count && pageParam === "" });
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    enabled: asksSomething(asked),
    staleTime: 0,
    gcTime: 30_000,
    placeholderData: keepPreviousData,
  });
  const pages = asksSomething(asked) ? (query.data?.pages ?? []) : [];
  const messages: MessageHit[] = pages.flatMap((page) => page.messages);
  return { ...query, customers: pages[0]?.customers ?? [], messages, first: pages[0] };
}

/** What may have been meant, once it is known that nothing was found. */
export function useSuggestion(asked: Asked, wanted: boolean) {
  const desk = useDesk();
  return useQuery({
    queryKey: [...keys.search(asked, 0), "suggestion"],
    queryFn: () => desk.search.suggest({ ...nothing, ...asked }),
    enabled: wanted && asked.text !== "",
    gcTime: 30_000,
  });
}
