import { useCallback, useState } from "react";
import type { CasesQuery } from "./api/cases";
import type { useWhereabouts } from "./whereabouts";

/** The place of the cases: what is shown beside the list there, the story of a case or what was done without the owner. */
export function useCasesPlace({ place, setPlace, open: openConversation }: ReturnType<typeof useWhereabouts>) {
  const [shown, setShown] = useState<{ caseId: string | null; acts: boolean }>({ caseId: null, acts: false });
  const [state, setState] = useState<CasesQuery["state"]>("");
  const [visited, setVisited] = useState(false);
  if (place === "cases" && !visited) setVisited(true);
  const open = useCallback(
    (caseId: string | null) => {
      setShown({ caseId, acts: false });
      setPlace("cases");
    },
    [setPlace],
  );
  const openActs = () => {
    setShown({ caseId: null, acts: true });
    setPlace("cases");
  };
  const openPromises = () => {
    setShown({ caseId: null, acts: false });
    setState("promised");
    setPlace("cases");
  };
  return {
    visited,
    open,
    openActs,
    openPromises,
    props: {
      state,
      onState: setState,
      open: shown.caseId,
      acts: shown.acts,
      onOpen: open,
      onActs: openActs,
      onConversation: (customerId: string, messageId?: string) =>
        openConversation({ customerId, sought: messageId === undefined ? undefined : { messageId, words: "" } }),
      onLeave: () => setPlace("inbox"),
    },
  };
}
