import { type RefObject, useEffect, useRef } from "react";

/** Puts the focus on an element when it appears because the owner went there: the next step of a guided page. */
export function useStartFocus<E extends HTMLElement>(wanted = true): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (wanted) element.current?.focus();
  }, [wanted]);
  return element;
}
