import { useCallback, useEffect, useRef, useState } from "react";
import styles from "./conversation.module.css";

/** A mail taller than this scrolls inside its frame: no reader needs more at once, and no layout bears it. */
const tallest = 20_000;

type Props = { srcdoc: string; title: string; height: number; onHeight: (height: number) => void };

/**
 * A mail's page in a frame without scripts; its height follows what is in it. The page around may look into the
 * frame (allow-same-origin) and the frame can do nothing: it has neither scripts nor any address but its own.
 */
export function MailFrame({ srcdoc, title, height, onHeight }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [loads, setLoads] = useState(0);
  const measure = useCallback(() => {
    const page = frame.current?.contentDocument?.documentElement;
    // A frame that is being replaced, or whose page has not come yet, has nothing to measure.
    if (!page || page.querySelector("#mail") === null) return;
    const needed = Math.min(tallest, Math.ceil(page.getBoundingClientRect().height));
    if (needed > 0) onHeight(needed);
  }, [onHeight]);
  useEffect(() => {
    const own = frame.current;
    const page = own?.contentDocument?.documentElement;
    if (!own || loads === 0) return undefined;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(own);
    if (page) observer.observe(page);
    return () => observer.disconnect();
  }, [measure, loads]);
  return (
    <iframe
      ref={frame}
      className={styles.frame}
      // oxlint-disable-next-line react/iframe-missing-sandbox -- allow-same-origin without allow-scripts: nothing in it runs
      sandbox="allow-same-origin"
      referrerPolicy="no-referrer"
      srcDoc={srcdoc}
      title={title}
      style={{ height }}
      onLoad={() => setLoads((n) => n + 1)}
    />
  );
}
