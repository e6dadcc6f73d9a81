import {
  infiniteQueryOptions,
  QueryClient,
  QueryClientProvider,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  usePrefetchInfiniteQuery,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { DraftsProvider } from "./box";
import { problemOf, timedOut } from "./bridge";
import { applyChanges, keys, pageSize } from "./changes";
import type { Preferences } from "./settings";
import type { Card, Change, Desk, Health, TimelineEntry, TurnState } from "./types";
import { usePreferences } from "./useSettings";

const House = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(House);
  if (!desk) throw new Error("useDesk outside DeskProvider");
  return desk;
}

function newClient(preferences: Preferences | undefined): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // Local reads: nothing is stale until a change says so, and a failed read is not better at once.
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: "always" },
    },
  });
  if (preferences) client.setQueryData(keys.preferences, preferences);
  return client;
}

type ProviderProps = { desk: Desk; preferences?: Preferences; children: ReactNode };

/** Gives the page its house and keeps what is read in step with the change event. */
export function DeskProvider({ desk, preferences, children }: ProviderProps) {
  const [client] = useState(() => newClient(preferences));
  useEffect(() => desk.onChange((changes) => void applyChanges(client, desk, changes)), [client, desk]);
  return (
    <House.Provider value={desk}>
      <QueryClientProvider client={client}>
        <DraftsProvider desk={desk}>{children}</DraftsProvider>
      </QueryClientProvider>
    </House.Provider>
  );
}

/** Calls listener for every change, after it was applied to what is shown. */
export function useChanges(listener: (change: Change) => void): void {
  const desk = useDesk();
  useEffect(() => desk.onChange((changes) => changes.forEach(listener)), [desk, listener]);
}

/** The rows of one state, in the order that the owner chose. */
export function useInboxRows(state: TurnState) {
  const desk = useDesk();
  const { oldestFirst, byValue } = usePreferences().listing;
  const order = { oldestFirst, byValue };
  const query = useInfiniteQuery({
    queryKey: keys.rows(state, order),
    queryFn: ({ pageParam }) => desk.inbox.page(state, order, pageParam, pageSize),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
  return { ...query, rows: query.data?.pages.flatMap((page) => page.rows) ?? [] };
}

export function useInboxCounts() {
  const desk = useDesk();
  return useQuery({ queryKey: keys.counts, queryFn: () => desk.inbox.counts() });
}

export function cardQuery(desk: Desk, customerId: string) {
  return queryOptions({ queryKey: keys.card(customerId), queryFn: () => desk.conversation.card(customerId) });
}

export function useCard(customerId: string) {
  return useQuery(cardQuery(useDesk(), customerId));
}

/** The cards of several customers, as far as they are here. */
export function useCards(customerIds: string[]): Card[] {
  const desk = useDesk();
  const queries = customerIds.map((id) => cardQuery(desk, id));
  return useQueries({ queries, combine: (results) => results.flatMap((result) => result.data ?? []) });
}

/** The cursor of the page that has a message in its middle. */
export const aroundMessage = (messageId: string) => `around:${messageId}`;

export function timelineQuery(desk: Desk, customerId: string, around: string) {
  return infiniteQueryOptions({
    queryKey: around === "" ? keys.timeline(customerId) : keys.around(customerId, around),
    queryFn: ({ pageParam }) => desk.conversation.timeline(customerId, pageParam, pageSize),
    initialPageParam: around === "" ? "" : aroundMessage(around),
    getNextPageParam: (page) => page.next || undefined,
    getPreviousPageParam: (page) => page.newer || undefined,
  });
}

/** Begins to read what useTimeline will want, where that is not drawn yet. */
export function useTimelineSoon(customerId: string): void {
  usePrefetchInfiniteQuery(timelineQuery(useDesk(), customerId, ""));
}

/**
 * The timeline, oldest first as it is shown: from the newest on, or around a message. fetchNextPage reads further
 * back, fetchPreviousPage what is newer.
 */
export function useTimeline(customerId: string, around = "") {
  const desk = useDesk();
  const query = useInfiniteQuery({
    ...timelineQuery(desk, customerId, around),
    select: (data): TimelineEntry[] => data.pages.flatMap((page) => page.items).toReversed(),
  });
  return { ...query, items: query.data ?? [] };
}

type HealthState = { data: Health | undefined; error: unknown; dataUpdateCount: number };

/**
 * How soon the health is asked for again. The first seconds tell whether a passphrase is wanted and whether anybody
 * answers; a first reading shows how far it is. A shop that did not open stays so until the program begins anew.
 */
function healthEvery({ data, error, dataUpdateCount }: HealthState): number | false {
  if (!data && error && problemOf(error).code !== timedOut) return false;
  return dataUpdateCount < 8 || data?.checking ? 2_000 : 30_000;
}

export function useHealth() {
  const desk = useDesk();
  return useQuery({
    queryKey: keys.health,
    queryFn: () => desk.shop.health(),
    refetchInterval: (query) => healthEvery(query.state),
  });
}

/**
 * Does something, to one customer's conversation or to the shop, and reads it again without waiting for the event: whose
 * turn it is, unless something was said.
 */
export function useDeed<A = void, R = void>(
  deed: (desk: Desk, argument: A) => Promise<R>,
  customerId?: string,
  kind: "conversation_changed" | "message_changed" = "conversation_changed",
) {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (argument: A) => deed(desk, argument),
    gcTime: 0,
    onSettled: () => applyChanges(client, desk, [customerId ? { kind, customerId } : { kind: "account_changed" }]),
  });
}
