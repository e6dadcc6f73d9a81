import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { everybody } from "./audiences";
import { applyChanges, keys } from "./changes";
import type { CustomersQuery, Spoken } from "./people";
import { useDesk } from "./react";
import type { Change, Desk } from "./types";

/** How many customers are read at a time, wherever in the list the owner looks. */
export const directoryPage = 100;

function usePage(query: CustomersQuery, page: number) {
  const desk = useDesk();
  return useQuery({
    queryKey: keys.directoryPage(query, page),
    queryFn: () => desk.customers.page(query, page * directoryPage, directoryPage),
  });
}

/** The customer at a place of the list; undefined until that part is read. */
export function useCustomerAt(query: CustomersQuery, index: number) {
  return usePage(query, Math.floor(index / directoryPage)).data?.rows[index % directoryPage];
}

/**
 * The list of all customers. What was asked before stays in sight until the answer is there: query is what the list
 * shows now.
 */
export function useDirectory(asked: CustomersQuery) {
  const first = usePage(asked, 0);
  const [query, setQuery] = useState(asked);
  const shown = usePage(query, 0);
  if (first.data && query !== asked) setQuery(asked);
  return { query, total: shown.data?.total, isPending: shown.isPending, error: first.error, refetch: first.refetch };
}

/** Those that are found by what is typed, a few. */
export function useFoundCustomers(text: string) {
  const desk = useDesk();
  const query: CustomersQuery = { text: text.trim(), filter: everybody, machines: true, byContact: true };
  return useQuery({
    queryKey: keys.directoryPage(query, -1),
    queryFn: () => desk.customers.page(query, 0, 8),
    placeholderData: keepPreviousData,
  });
}

export function useTags() {
  const desk = useDesk();
  return useQuery({ queryKey: keys.tags, queryFn: () => desk.customers.tags() });
}

export function useDuplicates() {
  const desk = useDesk();
  return useQuery({ queryKey: keys.duplicates, queryFn: () => desk.customers.duplicates() });
}

export function profileQuery(desk: Desk, customerId: string) {
  return queryOptions({ queryKey: keys.profile(customerId), queryFn: () => desk.customer.profile(customerId) });
}

export function useProfile(customerId: string) {
  return useQuery(profileQuery(useDesk(), customerId));
}

export function useMergePreview(keepId: string, otherId: string) {
  const desk = useDesk();
  return useQuery({
    queryKey: keys.mergePreview(keepId, otherId),
    queryFn: () => desk.customer.previewMerge(keepId, otherId),
    gcTime: 0,
    staleTime: 0,
  });
}

/** Reads customers again without waiting for the event. */
export function useRefreshCustomers(): (...customerIds: string[]) => Promise<void> {
  const desk = useDesk();
  const client = useQueryClient();
  return useCallback(
    async (...customerIds) => {
      const changes = customerIds.map((customerId): Change => ({ kind: "customer_changed", customerId }));
      await applyChanges(client, desk, changes);
    },
    [client, desk],
  );
}

/** Changes something about customers, and reads it again without waiting for the event. */
export function useCustomerDeed<A, R = void>(deed: (desk: Desk, argument: A) => Promise<R>, ...customerIds: string[]) {
  const desk = useDesk();
  const refresh = useRefreshCustomers();
  return useMutation({
    mutationFn: (argument: A) => deed(desk, argument),
    gcTime: 0,
    onSettled: () => refresh(...customerIds),
  });
}

/** Whether campaigns may go to each address of a customer. */
export function useAllowed(customerId: string) {
  const desk = useDesk();
  return useQuery({ queryKey: keys.allowed(customerId), queryFn: () => desk.consents.of(customerId) });
}

export function useEdits(customerId: string) {
  const desk = useDesk();
  return useQuery({ queryKey: keys.edits(customerId), queryFn: () => desk.customer.edits(customerId) });
}

export function useSpoken(customerId: string) {
  return useQuery(spokenQuery(useDesk(), customerId));
}

/** Keeps the language that a customer is written to in; an empty one: as she writes. */
export function useSpeak(customerId: string) {
  return useCustomerDeed((desk, language: Spoken["language"]) => desk.customer.speak(customerId, language), customerId);
}

/** What a customer is written to in. */
export function spokenQuery(desk: Desk, customerId: string) {
  return queryOptions({ queryKey: keys.spoken(customerId), queryFn: () => desk.customer.spoken(customerId) });
}
