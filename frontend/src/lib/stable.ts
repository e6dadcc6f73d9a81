import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that stays the same and does what the one given last does: what is drawn with it need not be drawn anew. */
export function useStable<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
