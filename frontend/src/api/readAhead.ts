import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useDrafts } from "./box";
import { cardQuery, timelineQuery, useDesk } from "./react";
import { casesOfQuery } from "./useCases";
import { profileQuery } from "./usePeople";

/** How long a choice rests before it is taken for what will be opened: who runs through a list reads nothing ahead. */
const rests = 60;

/** Reads what a conversation is drawn from before it is opened, so that opening it waits for nothing. */
export function useReadAhead(customerId: string | null | undefined): void {
  const desk = useDesk();
  const client = useQueryClient();
  const drafts = useDrafts();
  useEffect(() => {
    if (!customerId) return undefined;
    const timer = setTimeout(() => {
      void client.prefetchQuery(cardQuery(desk, customerId));
      void client.prefetchQuery(casesOfQuery(desk, customerId));
      void client.prefetchQuery(profileQuery(desk, customerId));
      void client.prefetchInfiniteQuery(timelineQuery(desk, customerId, ""));
      void drafts.open(customerId);
    }, rests);
    return () => clearTimeout(timer);
  }, [desk, client, drafts, customerId]);
}
