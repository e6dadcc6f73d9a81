import { useState } from "react";
import type { PhrasesTab } from "./features/phrases/Phrases";
import { newKey } from "./features/phrases/rows";
import type { Kind } from "./features/phrases/rules";
import type { useWhereabouts } from "./whereabouts";

/** The place of what the shop says again and again: which part of it is in front, and what is open there. */
export function usePhrasesPlace({ place, setPlace }: ReturnType<typeof useWhereabouts>) {
  const [visited, setVisited] = useState(false);
  const [tab, setTab] = useState<PhrasesTab>("reply");
  const [open, setOpen] = useState<Record<Kind, string | null>>({ reply: null, answer: null });
  const [begun, setBegun] = useState(0);
  if (place === "phrases" && !visited) setVisited(true);
  return {
    visited,
    begin: (kind: Kind) => {
      setBegun(begun + 1);
      setTab(kind);
      setOpen({ ...open, [kind]: newKey(begun) });
      setPlace("phrases");
    },
    props: {
      tab,
      onTab: setTab,
      open,
      onOpen: (kind: Kind, key: string | null) => setOpen((now) => ({ ...now, [kind]: key })),
      onBack: () => setPlace("inbox"),
    },
  };
}
