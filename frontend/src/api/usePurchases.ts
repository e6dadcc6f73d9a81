import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { keys } from "./changes";
import { useDesk } from "./react";
import type { Desk } from "./types";

/** What a customer bought, and what that says of her. */
export function useBought(customerId: string) {
  const desk = useDesk();
  return useQuery({ queryKey: keys.bought(customerId), queryFn: () => desk.purchases.of(customerId) });
}

/** Where buyers are cut into parts. */
export function useCuts() {
  const desk = useDesk();
  return useQuery({ queryKey: keys.cuts, queryFn: () => desk.purchases.cuts() });
}

/** Changes that, and reads it again without waiting for the event. */
export function useCutsDeed<A, R = void>(deed: (desk: Desk, argument: A) => Promise<R>) {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (argument: A) => deed(desk, argument),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: keys.cuts }),
  });
}
