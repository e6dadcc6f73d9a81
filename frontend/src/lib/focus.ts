import { type RefObject, useEffect, useRef } from "react";

/**
 * Puts the focus on an element when it appears because the owner went there: the next step of a guided page. Text that
 * is there already goes on at its end.
 */
export function useStartFocus<E extends HTMLElement>(wanted = true): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    const started = element.current;
    if (!wanted || !started) return;
    started.focus();
    if (started instanceof HTMLTextAreaElement) started.setSelectionRange(started.value.length, started.value.length);
  }, [wanted]);
  return element;
}

/** How many frames an element may take to be drawn where it can have the focus. */
const framesToDraw = 60;

/** Puts the focus on an element as soon as it is there and can have it; gives back how to stop waiting. */
export function focusWhenDrawn(id: string): () => void {
  let frame = 0;
  let left = framesToDraw;
  const attempt = () => {
    const element = document.getElementById(id);
    element?.focus({ preventScroll: true });
    left -= 1;
    if (left > 0 && (!element || document.activeElement !== element)) frame = requestAnimationFrame(attempt);
  };
  attempt();
  return () => cancelAnimationFrame(frame);
}
