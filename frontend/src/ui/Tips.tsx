import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { CommandId } from "../lib/keymap";
import { KeyOf } from "./Keys";
import styles from "./ui.module.css";

const after = 600;

type Props = {
  /** What a command does, in words. */
  titleOf: (command: CommandId) => string;
};

/**
 * The tip of every button that has data-command: what it does and its key, once the pointer or the focus has
 * rested on it. It says nothing that the button's name and aria-keyshortcuts do not, so it is hidden from
 * assistive technology.
 */
export function Tips({ titleOf }: Props) {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = () => {
      clearTimeout(timer);
      setTarget(null);
    };
    const rest = (event: Event) => {
      const over = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-command]") : null;
      leave();
      if (!over || (event.type === "focusin" && !over.matches(":focus-visible"))) return;
      timer = setTimeout(() => setTarget(over), after);
    };
    // What scrolls may take the button away from under its tip, but does not end the rest on it.
    const hide = () => setTarget(null);
    const starts = ["pointerover", "focusin"];
    const ends = ["pointerdown", "keydown"];
    for (const kind of starts) document.addEventListener(kind, rest);
    for (const kind of ends) window.addEventListener(kind, leave, true);
    window.addEventListener("scroll", hide, true);
    window.addEventListener("blur", leave);
    return () => {
      leave();
      for (const kind of starts) document.removeEventListener(kind, rest);
      for (const kind of ends) window.removeEventListener(kind, leave, true);
      window.removeEventListener("scroll", hide, true);
      window.removeEventListener("blur", leave);
    };
  }, []);
  if (!target?.isConnected) return null;
  return <Tip target={target} titleOf={titleOf} />;
}

function Tip({ target, titleOf }: Props & { target: HTMLElement }) {
  const command = target.dataset.command as CommandId;
  const element = useRef<HTMLDivElement>(null);
  // Under the button, above it where there is no room; never over the edge.
  useLayoutEffect(() => {
    const tip = element.current;
    if (!tip) return;
    const at = target.getBoundingClientRect();
    const left = at.left + (at.width - tip.offsetWidth) / 2;
    const below = at.bottom + 8;
    tip.style.left = `${Math.min(Math.max(left, 8), window.innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${below + tip.offsetHeight > window.innerHeight ? at.top - tip.offsetHeight - 8 : below}px`;
  }, [target]);
  return createPortal(
    <div ref={element} className={styles.tip} data-tip aria-hidden="true">
      {target.getAttribute("aria-label") ?? titleOf(command)}
      <KeyOf command={command} />
    </div>,
    document.body,
  );
}
