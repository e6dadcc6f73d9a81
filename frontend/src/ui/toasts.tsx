import X from "lucide-react/icons/x";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useCommands } from "../lib/commands";
import { Button } from "./Button";
import { CommandButton } from "./CommandButton";
import styles from "./ui.module.css";
import { UndoStack } from "./undo";

export type Toast = {
  text: string;
  tone?: "bad";
  /** How long it stays; it waits while the pointer or the focus is on it. */
  forMs?: number;
  /** What takes it back. */
  action?: { label: string; run: () => void };
  /** What may be done next; nothing happens by itself. */
  next?: { label: string; run: () => void } | undefined;
  /** The action stays among the last things to undo when the toast has gone. */
  lasting?: boolean;
};

type Shown = Toast & { id: number; until: number; forget: (() => void) | undefined };
type Toasts = {
  /** Gives what withdraws it: it is out of sight, and can be undone no more. */
  show: (toast: Toast) => () => void;
  /** Adds something that is told elsewhere to the last things to undo; gives back how to forget it. */
  remember: (undo: () => void) => () => void;
  current: Shown | null;
  dismiss: () => void;
};

const usual = 8_000;
const Context = createContext<Toasts | null>(null);

/** One toast at a time: the newest thing that can be undone is the one that matters. Z undoes it, and those before. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [stack] = useState(() => new UndoStack());
  const [current, setCurrent] = useState<Shown | null>(null);
  const latest = useRef<Shown | null>(null);
  const shown = useRef(0);
  const put = useCallback((toast: Shown | null) => {
    const before = latest.current;
    // Another toast takes nothing away: what can be undone for a moment can be undone that long.
    if (before?.forget && !before.lasting) setTimeout(before.forget, before.until - Date.now());
    latest.current = toast;
    setCurrent(toast);
  }, []);
  const dismiss = useCallback(() => put(null), [put]);
  const show = useCallback(
    (toast: Toast) => {
      const { action } = toast;
      shown.current += 1;
      const id = shown.current;
      const undo = () => {
        if (latest.current?.id === id) dismiss();
        action?.run();
      };
      const forget = action && stack.push(undo);
      put({ ...toast, id, until: Date.now() + (toast.forMs ?? usual), forget });
      return () => {
        forget?.();
        if (latest.current?.id === id) dismiss();
      };
    },
    [put, dismiss, stack],
  );
  const empty = useSyncExternalStore(stack.subscribe, stack.isEmpty);
  useCommands(empty ? {} : { undo: { run: () => stack.undo() } });
  const remember = useCallback((undo: () => void) => stack.push(undo), [stack]);
  const value = useMemo(() => ({ show, remember, current, dismiss }), [show, remember, current, dismiss]);
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
    <div role="status" aria-live="polite" data-place="toasts" className={styles.toastPlace}>
      {current && <ToastCard key={current.id} toast={current} dismiss={dismiss} dismissLabel={dismissLabel} />}
    </div>
  );
}

function ToastCard({ toast, dismiss, dismissLabel }: { toast: Shown; dismiss: () => void; dismissLabel: string }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(dismiss, toast.forMs ?? usual);
    return () => clearTimeout(timer);
  }, [held, dismiss, toast.forMs]);
  const { action, next, forget } = toast;
  const act = () => {
    forget?.();
    dismiss();
    action?.run();
  };
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
      {next && (
        <Button
          look="link"
          className={styles.toastAction}
          onClick={() => {
            dismiss();
            next.run();
          }}
        >
          {next.label}
        </Button>
      )}
      {action && (
        <CommandButton command="undo" look="link" className={styles.toastAction} onClick={act}>
          {action.label}
        </CommandButton>
      )}
      <Button look="icon" className={styles.toastClose} aria-label={dismissLabel} onClick={dismiss}>
        <X size="1rem" />
      </Button>
    </div>
  );
}
