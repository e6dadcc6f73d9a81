import { useLayoutEffect, useSyncExternalStore } from "react";

export type Layout = "wide" | "normal" | "compact" | "single";

/** Layout follows the width in rem, so that larger text behaves like a smaller window. */
export function layoutFor(width: number, rootFontSize: number): Layout {
  const rem = width / rootFontSize;
  if (rem >= 100) return "wide";
  if (rem >= 75) return "normal";
  return rem >= 52 ? "compact" : "single";
}

function current(): Layout {
  return layoutFor(window.innerWidth, Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
}

function watch(changed: () => void): () => void {
  const sizeOfLetters = new MutationObserver(changed);
  sizeOfLetters.observe(document.documentElement, { attributeFilter: ["data-text"] });
  window.addEventListener("resize", changed);
  return () => {
    sizeOfLetters.disconnect();
    window.removeEventListener("resize", changed);
  };
}

/** The layout now; also written on <html data-layout> for the style sheets. */
export function useLayout(): Layout {
  const layout = useSyncExternalStore(watch, current);
  useLayoutEffect(() => {
    document.documentElement.dataset.layout = layout;
  }, [layout]);
  return layout;
}
