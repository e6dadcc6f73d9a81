import { useEffect, useRef, useState } from "react";

/** Where a list's one tab stop is, and how the arrows move it. */
export type Roving = {
  /** The id that holds the tab stop; null in an empty list. */
  current: string | null;
  index: number;
  /** Moves by rows and puts the focus there. */
  move: (by: number) => void;
  /** Puts the tab stop on a row without moving the focus. */
  rest: (id: string) => void;
  /** Puts the focus on the tab stop. */
  focus: () => void;
};

/** Roving tabindex over ids; each row's element has the id that elementId gives. */
export function useRoving(ids: string[], elementId: (id: string) => string): Roving {
  const [wanted, setWanted] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const found = wanted === null ? -1 : ids.indexOf(wanted);
  const index = found >= 0 ? found : ids.length > 0 ? 0 : -1;
  const current = ids[index] ?? null;
  const handled = useRef(0);
  useEffect(() => {
    if (asked === handled.current || current === null) return;
    handled.current = asked;
    document.getElementById(elementId(current))?.focus({ preventScroll: true });
  }, [asked, current, elementId]);
  const focus = () => setAsked((n) => n + 1);
  const move = (by: number) => {
    const inList = document.activeElement?.id === (current === null ? "" : elementId(current));
    // The first press only enters the list, unless a row was left behind on purpose.
    const next = inList || found >= 0 ? Math.min(Math.max(index + by, 0), ids.length - 1) : index;
    setWanted(ids[next] ?? null);
    focus();
  };
  return { current, index, move, rest: setWanted, focus };
}
