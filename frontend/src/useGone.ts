import { useEffect } from "react";
import { problemOf } from "./api/bridge";
import { useStable } from "./lib/stable";

/** Leaves what shows a customer who is there no more: what brought her was undone. */
export function useGone(error: Error | null, leave: () => void): void {
  const gone = error !== null && problemOf(error).code === "not_found";
  const go = useStable(leave);
  useEffect(() => {
    if (gone) go();
  }, [gone, go]);
}
