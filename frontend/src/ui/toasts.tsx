import X from "lucide-react/icons/x";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { useCommands } from "../lib/commands";
import { Button } from "./Button";
import styles from "./ui.module.css";

export type Toast = {
  text: string;
  tone?: "bad";
  /** How long it stays; it waits while the pointer or the focus is on it. */
  forMs?: number;
  action?: { label: string; run: () => void };
};

type Shown = Toast & { id: number };
type Toasts = { show: (toast: Toast) => void; current: Shown | null; dismiss: () => void };

const usual = 8_000;
const Context = createContext<Toasts | null>(null);

/** One toast at a time: the newest thing that can be undone is the one that matters. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [current, setCurrent] = useState<Shown | null>(null);
  const show = useCallback((toast: Toast) => setCurrent((before) => ({ ...toast, id: (before?.id ?? 0) + 1 })), []);
  const dismiss = useCallback(() => setCurrent(null), []);
  const value = useMemo(() => ({ show, current, dismiss }), [show, current, dismiss]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useToasts(): Toasts {
  const toasts = useContext(Context);
  if (!toasts) throw new Error("useToasts outside ToastProvider");
  return toasts;
}

/** Where the toast is drawn: at the foot of the list, never over the composer. */
export function ToastPlace({ dismissLabel }: { dismissLabel: string }) {
  const { current, dismiss } = useToasts();
  return (
    <div role="status" aria-live="polite" className={styles.toastPlace}>
      {current && <ToastCard key={current.id} toast={current} dismiss={dismiss} dismissLabel={dismissLabel} />}
    </div>
  );
}

function ToastCard({ toast, dismiss, dismissLabel }: { toast: Toast; dismiss: () => void; dismissLabel: string }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(dismiss, toast.forMs ?? usual);
    return () => clearTimeout(timer);
  }, [held, dismiss, toast.forMs]);
  const { action } = toast;
  const act = () => {
    dismiss();
    action?.run();
  };
  useCommands(action ? { undo: { run: act } } : {});
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only pauses the clock; the buttons inside act
    <div
      className={styles.toast}
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.toastText}>{toast.text}</span>
      {action && (
        <Button
          look="link"
          className={styles.toastAction}
          title={`${action.label} (Z)`}
          aria-keyshortcuts="Z"
          onClick={act}
        >
          {action.label}
        </Button>
      )}
      <Button look="icon" className={styles.toastClose} aria-label={dismissLabel} onClick={dismiss}>
        <X size="1rem" />
      </Button>
    </div>
  );
}
