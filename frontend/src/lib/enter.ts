import { useEffect, useRef } from "react";

/** Enter takes what was found; pressed before the results of what is typed are here, it waits for them. */
export function useEnter(typed: string, settled: boolean, take: () => void): (picked: boolean) => void {
  const waiting = useRef(false);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  // oxlint-disable-next-line react/exhaustive-deps -- who types on has not chosen yet
  useEffect(() => {
    waiting.current = false;
  }, [typed]);
  useEffect(() => {
    if (!waiting.current || !settled) return;
    waiting.current = false;
    latest.current();
  }, [settled]);
  return (picked) => {
    if (settled || picked) latest.current();
    else waiting.current = true;
  };
}
