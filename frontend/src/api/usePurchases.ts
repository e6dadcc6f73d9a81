import { useQuery } from "@tanstack/react-query";
import { keys } from "./changes";
import { useDesk } from "./react";

/** What a customer bought, and what that says of her. */
export function useBought(customerId: string) {
  const desk = useDesk();
  return useQuery({ queryKey: keys.bought(customerId), queryFn: () => desk.purchases.of(customerId) });
}
