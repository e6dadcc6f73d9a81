import { useCallback, useState } from "react";
import type { useWhereabouts } from "./whereabouts";

/** The place of what is said to many, and what is open there. */
export function useCampaignsPlace({ place, setPlace }: ReturnType<typeof useWhereabouts>) {
  const [visited, setVisited] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const [begun, setBegun] = useState(0);
  /** The ids that new ones got: one that is being written keeps its name, and what has the focus in it. */
  const [ids, setIds] = useState<Record<string, string>>({});
  if (place === "campaigns" && !visited) setVisited(true);
  const onKept = useCallback(
    (name: string, campaignId: string) => setIds((now) => ({ ...now, [name]: campaignId })),
    [],
  );
  const begin = () => {
    setBegun(begun + 1);
    setOpen(`new-${begun}`);
    setPlace("campaigns");
  };
  return {
    visited,
    begin,
    props: {
      open,
      ids,
      // One that is being written is opened as it is.
      onOpen: (wanted: string | null) => {
        if (open !== null && wanted !== null && ids[open] === wanted) return;
        setOpen(wanted);
      },
      onNew: begin,
      onKept,
      onLeave: () => setPlace("inbox"),
    },
  };
}
