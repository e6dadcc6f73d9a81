import { type ReactNode, useLayoutEffect, useRef } from "react";
import { placesOf } from "../../lib/fold";
import styles from "./conversation.module.css";

/** A message that was looked for: marked as a whole, and the words in it by the browser's own highlight. */
export function Shown({ words, children }: { words: string; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!("highlights" in CSS) || !element.current || words === "") return undefined;
    const ranges = rangesIn(element.current, words);
    CSS.highlights.set("found", new Highlight(...ranges));
    return () => {
      CSS.highlights.delete("found");
    };
  }, [words]);
  return (
    <div ref={element} className={styles.shown} data-shown>
      {children}
    </div>
  );
}

function rangesIn(root: HTMLElement, words: string): Range[] {
  const ranges: Range[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    for (const [from, to] of placesOf(node.textContent ?? "", words)) {
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  return ranges;
}
