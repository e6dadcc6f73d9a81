import { useCallback, useState } from "react";
import type { useWhereabouts } from "./whereabouts";

/** The place of the cases: whose story is open there. */
export function useCasesPlace({ place, setPlace, open: openConversation }: ReturnType<typeof useWhereabouts>) {
  const [caseId, setCase] = useState<string | null>(null);
  const [visited, setVisited] = useState(false);
  if (place === "cases" && !visited) setVisited(true);
  const open = useCallback(
    (id: string | null) => {
      setCase(id);
      setPlace("cases");
    },
    [setPlace],
  );
  return {
    visited,
    open,
    props: {
      open: caseId,
      onOpen: open,
      onConversation: (customerId: string, messageId?: string) =>
        openConversation({ customerId, sought: messageId === undefined ? undefined : { messageId, words: "" } }),
      onLeave: () => setPlace("inbox"),
    },
  };
}
