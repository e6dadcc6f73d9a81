import { useState } from "react";
import type { Channel } from "./api/types";
import type { Place } from "./places";
import type { useWhereabouts } from "./whereabouts";
import { useWriteTo } from "./writing";

/** The place of the customers: whose page is open there, and where it was opened from. */
export function useCustomersPlace({ place, setPlace, open: openConversation }: ReturnType<typeof useWhereabouts>) {
  const [page, setPage] = useState<{ customerId: string; from: Place } | null>(null);
  const [visited, setVisited] = useState(false);
  const write = useWriteTo();
  if (place === "customers" && !visited) setVisited(true);
  const open = (customerId: string | null) => {
    const from = place === "customers" && page ? page.from : place;
    setPage(customerId === null ? null : { customerId, from });
    setPlace("customers");
  };
  return {
    visited,
    open,
    /** The customer is there no more. */
    forget: (customerId: string) => setPage((now) => (now?.customerId === customerId ? null : now)),
    props: {
      page: page?.customerId ?? null,
      onPage: open,
      onWrite: (customerId: string, channel: Channel | null) => {
        setPage(null);
        openConversation({ customerId });
        void write(customerId, channel);
      },
      onShow: (customerId: string, messageId: string, words: string) => {
        openConversation({ customerId, sought: { messageId, words } });
      },
      onReturn: () => {
        if (page?.from !== "inbox") return false;
        setPage(null);
        setPlace("inbox");
        return true;
      },
      onLeave: () => setPlace("inbox"),
    },
  };
}
