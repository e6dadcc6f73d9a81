import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useKeeper } from "../../api/box";
import { problemOf } from "../../api/bridge";
import type { Problem } from "../../api/types";

/** How long the owner may pause before what is typed is kept. */
const pause = 1_000;

export type Saving = "clean" | "typing" | "saving" | "saved";

/**
 * A text that is kept by itself: after a pause, when the field is left, and when the page goes. While the field is in
 * use it shows what is typed, to the last blank; else what is kept.
 */
export function useSaved(kept: string, save: (text: string) => Promise<void>) {
  const [typed, setTyped] = useState<string | null>(null);
  const [saving, setSaving] = useState<Saving>("clean");
  const latest = useRef({ typed, save });
  const written = useRef(kept);
  useLayoutEffect(() => {
    latest.current = { typed, save };
  });
  const writing = useRef<Promise<Problem | null>>(Promise.resolve(null));
  /** Gives why it could not be kept. */
  const flush = useCallback(() => {
    const { typed: text, save: write } = latest.current;
    if (text === null || text === written.current) return writing.current;
    setSaving("saving");
    const before = written.current;
    written.current = text;
    writing.current = write(text).then(
      () => {
        setSaving("saved");
        return null;
      },
      (thrown: unknown) => {
        written.current = before;
        setSaving("typing");
        return problemOf(thrown);
      },
    );
    return writing.current;
  }, []);
  useKeeper(async () => {
    const problem = await flush();
    const { typed: text } = latest.current;
    return problem && text !== null && text !== written.current ? [{ text, problem }] : [];
  });
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => void flush(), pause);
    return () => clearTimeout(timer);
  }, [typed, flush]);
  const leave = useCallback(async () => {
    await flush();
    // What could not be kept stays in the field.
    if (latest.current.typed === written.current) setTyped(null);
  }, [flush]);
  useEffect(() => () => void leave(), [leave]);
  return {
    text: typed ?? kept,
    saving,
    change: (text: string) => {
      if (typed === null) written.current = kept;
      setTyped(text);
      setSaving("typing");
    },
    leave,
  };
}
