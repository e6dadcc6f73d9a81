import { useEffect, useRef } from "react";

/** One shortcut. Key is event.key in lower case; mod is Ctrl, or ⌘ on a Mac. */
export type Shortcut = {
  key: string;
  mod?: boolean;
  /** True for keys that also work while the owner types. */
  whileTyping?: boolean;
  /** Asked at the press; false leaves the key to whoever has the focus. */
  when?: () => boolean;
  run: () => void;
};

const typed = new Set(["email", "number", "password", "search", "tel", "text", "url"]);

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return typed.has(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

/** Dead keys, input methods and AltGr make letters of their own: those are never shortcuts. */
export function isPlain(event: KeyboardEvent): boolean {
  return !event.isComposing && event.key !== "Dead" && !event.getModifierState("AltGraph") && !event.altKey;
}

export function matches(shortcut: Shortcut, event: KeyboardEvent): boolean {
  if (!isPlain(event) || event.key.toLowerCase() !== shortcut.key) return false;
  if ((event.ctrlKey || event.metaKey) !== (shortcut.mod ?? false)) return false;
  if (shortcut.whileTyping !== true && isTyping(event.target)) return false;
  return shortcut.when?.() ?? true;
}

/** Listens for the shortcuts while the component is there. A menu or dialog that handled the key keeps it. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="menu"],[role="dialog"]')) return;
      const hit = latest.current.find((shortcut) => matches(shortcut, event));
      if (!hit) return;
      event.preventDefault();
      hit.run();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
