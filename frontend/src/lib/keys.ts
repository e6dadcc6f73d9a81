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

/** The name of a key press, as keymaps write it: "e", "shift+h", "mod+k", "?". */
export function nameOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
  // Shift makes the sign itself on some keyboards ("/" on a Spanish one), so it counts only where it does not.
  const shift = event.shiftKey && (/^[a-z]$/.test(key) || key.length > 1) ? "shift+" : "";
  return `${mod}${shift}${key}`;
}

const signs: Record<string, string> = {
  arrowdown: "↓",
  arrowup: "↑",
  arrowleft: "←",
  arrowright: "→",
  escape: "Esc",
  pagedown: "PgDn",
  pageup: "PgUp",
};

const named: Record<string, string> = {
  arrowdown: "ArrowDown",
  arrowup: "ArrowUp",
  arrowleft: "ArrowLeft",
  arrowright: "ArrowRight",
  pagedown: "PageDown",
  pageup: "PageUp",
};

export const isMac = () => /Mac/.test(navigator.platform);

/** A key as aria-keyshortcuts wants it: "Control+K". */
export function ariaKey(key: string, mac = isMac()): string {
  return parts(key)
    .map((part) => {
      if (part === "mod") return mac ? "Meta" : "Control";
      return named[part] ?? part.charAt(0).toUpperCase() + part.slice(1);
    })
    .join("+");
}

const parts = (key: string) => key.split(/\+(?=.)/);

/** A key as it is written on the keyboard: "Ctrl+K", or "⌘K" on a Mac. */
export function shownKey(key: string, mac = isMac()): string {
  const words = parts(key).map((part) => {
    if (part === "mod") return mac ? "⌘" : "Ctrl";
    if (part === "shift") return mac ? "⇧" : "Shift";
    return signs[part] ?? part.charAt(0).toUpperCase() + part.slice(1);
  });
  return words.join(mac ? "" : "+");
}
