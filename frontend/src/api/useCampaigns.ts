import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Campaign } from "./campaigns";
import { keys } from "./changes";
import { useDesk } from "./react";
import type { Desk } from "./types";

export function useCampaigns() {
  const desk = useDesk();
  return useQuery({ queryKey: [...keys.campaigns, "list"], queryFn: () => desk.campaigns.list() });
}

/** What came of one, with its people. */
export function useCampaignResults(campaignId: string) {
  const desk = useDesk();
  return useQuery({
    queryKey: [...keys.campaigns, "results", campaignId],
    queryFn: () => desk.campaigns.results(campaignId),
  });
}

export function useCampaignChoices() {
  const desk = useDesk();
  return useQuery({ queryKey: [...keys.campaigns, "choices"], queryFn: () => desk.campaigns.choices() });
}

/** What would come of it now. What was told before stays in sight until the answer is there. */
export function useCampaignPreview(campaign: Campaign) {
  const desk = useDesk();
  return useQuery({
    queryKey: [...keys.campaigns, "preview", campaign],
    queryFn: () => desk.campaigns.preview(campaign),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Does something with campaigns, and reads them again without waiting for the event. */
export function useCampaignDeed<A, R = void>(deed: (desk: Desk, argument: A) => Promise<R>) {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (argument: A) => deed(desk, argument),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: keys.campaigns }),
  });
}
