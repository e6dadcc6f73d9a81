import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { keys } from "./changes";
import { useDesk } from "./react";
import type { Desk } from "./types";

/** The filters that the owner saved. */
export function useAudiences() {
  const desk = useDesk();
  return useQuery({ queryKey: keys.audiences, queryFn: () => desk.audiences.list() });
}

/** Changes a saved filter, and reads all of them again without waiting for the event. */
export function useAudienceDeed<A, R = void>(deed: (desk: Desk, argument: A) => Promise<R>) {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (argument: A) => deed(desk, argument),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: keys.audiences }),
  });
}
