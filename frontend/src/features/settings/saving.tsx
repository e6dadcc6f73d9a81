import Check from "lucide-react/icons/check";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useKeeper } from "../../api/box";
import { problemOf } from "../../api/bridge";
import type { Unkept } from "../../api/keeping";
import type { Preferences, Subject } from "../../api/settings";
import type { Problem } from "../../api/types";
import { usePreferences, useSavePreference } from "../../api/useSettings";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useStable } from "../../lib/stable";
import styles from "./settings.module.css";

/** How long the quiet "saved" stays. */
const savedFor = 2_500;
/** How long a text rests before it is kept. */
const restFor = 600;

/** Gives why it could not be kept. */
type Save = <S extends Subject>(subject: S, value: Preferences[S]) => Promise<Problem | null>;

const Context = createContext<{ save: Save; saved: number } | null>(null);

function useSaving() {
  const saving = useContext(Context);
  if (!saving) throw new Error("useSave outside SavingProvider");
  return saving;
}

/** Keeps what the screens change, and counts how often, so that SavedNote can say so. */
export function SavingProvider({ children }: { children: ReactNode }) {
  const complain = useStable(useComplain());
  const keep = useSavePreference();
  const [saved, setSaved] = useState(0);
  const save = useCallback<Save>(
    (subject, value) =>
      keep(subject, value).then(
        () => {
          setSaved((n) => n + 1);
          return null;
        },
        (thrown: unknown) => {
          complain(thrown);
          return problemOf(thrown);
        },
      ),
    [keep, complain],
  );
  const value = useMemo(() => ({ save, saved }), [save, saved]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** Keeps a choice. It holds at once; if it cannot be kept it goes back, and a toast says why. */
export function useSave(): Save {
  return useSaving().save;
}

/** Says quietly that the last change was kept. */
export function SavedNote() {
  const { t } = useWords();
  const { saved } = useSaving();
  const [seen, setSeen] = useState(saved);
  useEffect(() => {
    if (saved === seen) return undefined;
    const timer = setTimeout(() => setSeen(saved), savedFor);
    return () => clearTimeout(timer);
  }, [saved, seen]);
  return (
    <span role="status" className={styles.saved}>
      {saved !== seen && (
        <>
          <Check size="1rem" strokeWidth={2.4} />
          {t("settings.saved")}
        </>
      )}
    </span>
  );
}

/** A text that is kept when it rests, when the field is left, and when the screen is. */
export function useSavedText<S extends "signature" | "shop" | "document">(
  subject: S,
  textOf: (kept: Preferences[S]) => string,
) {
  const kept = usePreferences()[subject];
  const save = useSave();
  const [text, setText] = useState(() => textOf(kept));
  const waiting = useRef<{ text: string; value: Preferences[S]; timer: ReturnType<typeof setTimeout> } | null>(null);
  const flush = useCallback(async (): Promise<Unkept[]> => {
    const held = waiting.current;
    if (!held) return [];
    clearTimeout(held.timer);
    const problem = await save(subject, held.value);
    if (problem) return [{ text: held.text, problem }];
    if (waiting.current === held) waiting.current = null;
    return [];
  }, [save, subject]);
  useKeeper(flush);
  useEffect(() => () => void flush(), [flush]);
  const change = (next: string, value: Preferences[S]) => {
    setText(next);
    clearTimeout(waiting.current?.timer);
    waiting.current = { text: next, value, timer: setTimeout(() => void flush(), restFor) };
  };
  return { text, change, leave: () => void flush() };
}
