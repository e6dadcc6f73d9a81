import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
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
  useKeysOutside(frame);
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

/**
 * A click into a mail takes the focus into the frame, where nothing can hear the keys of commands (WebKit runs no
 * listener of a frame without scripts). So the focus goes back to the conversation at once. Text can be marked all the
 * same; what is marked is copied from here. Who comes by Tab or by assistive technology goes through the mail.
 */
function useKeysOutside(frame: RefObject<HTMLIFrameElement | null>): void {
  useEffect(() => {
    const onBlur = () => {
      if (document.activeElement !== frame.current || !frame.current?.matches(":active")) return;
      unmarkOthers(frame.current);
      // After the click itself, which would take the focus again.
      setTimeout(() => frame.current?.closest<HTMLElement>('[role="feed"]')?.focus({ preventScroll: true }));
    };
    /** Empty where the owner has marked something else since. */
    const marked = () => {
      const own = document.getSelection();
      if (document.activeElement?.matches("input, textarea") || own?.isCollapsed === false) return "";
      return frame.current?.contentDocument?.getSelection()?.toString() ?? "";
    };
    // WebKit asks first whether there is anything to copy.
    const onBeforeCopy = (event: Event) => {
      if (marked() !== "") event.preventDefault();
    };
    const onCopy = (event: ClipboardEvent) => {
      const text = marked();
      if (text === "") return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
    };
    window.addEventListener("blur", onBlur);
    document.addEventListener("beforecopy", onBeforeCopy);
    document.addEventListener("copy", onCopy);
    return () => {
      window.removeEventListener("blur", onBlur);
      document.removeEventListener("beforecopy", onBeforeCopy);
      document.removeEventListener("copy", onCopy);
    };
  }, [frame]);
}

/** Only what was marked last is copied: as everywhere, marking in one place ends it in the others. */
function unmarkOthers(own: HTMLIFrameElement): void {
  document.getSelection()?.removeAllRanges();
  for (const other of document.querySelectorAll<HTMLIFrameElement>(`.${styles.frame}`)) {
    if (other !== own) other.contentDocument?.getSelection()?.removeAllRanges();
  }
}
