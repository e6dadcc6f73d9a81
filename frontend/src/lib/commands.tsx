import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { type CommandId, commandIds, isLone, keysOf, mayRepeat, type Overrides, worksInText } from "./keymap";
import { isPlain, isTyping, nameOf } from "./keys";

/** What a command does where it is offered. A key that when refuses is left to whoever has the focus. */
export type Handler = { run: () => void; when?: (key: string) => boolean };
export type Handlers = { [C in CommandId]?: Handler };

/** The commands that the screen offers now: what is mounted last speaks for a command first. */
export class Commands {
  readonly #offers: { current: Handlers }[] = [];
  readonly #listeners = new Set<() => void>();
  #available: readonly CommandId[] = [];

  offer(handlers: { current: Handlers }): () => void {
    this.#offers.push(handlers);
    this.#tell();
    return () => {
      this.#offers.splice(this.#offers.indexOf(handlers), 1);
      this.#tell();
    };
  }

  find(command: CommandId): Handler | undefined {
    const handlers = this.#offers.findLast((offer) => offer.current[command] !== undefined);
    return handlers?.current[command];
  }

  run(command: CommandId): void {
    this.find(command)?.run();
  }

  available = (): readonly CommandId[] => this.#available;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    this.#available = commandIds.filter((command) => this.find(command) !== undefined);
    for (const listener of this.#listeners) listener();
  }
}

/** The keys that are in force. */
export type Keys = {
  overrides: Overrides;
  /** False: letters alone do nothing. */
  letters: boolean;
};

export const usualKeys: Keys = { overrides: {}, letters: true };

/** The command that a key press sets off, if any. */
export function commandFor(commands: Commands, keys: Keys, event: KeyboardEvent): Handler | undefined {
  if (!isPlain(event)) return undefined;
  const pressed = nameOf(event);
  if (isLone(pressed) && !keys.letters) return undefined;
  for (const command of commandIds) {
    if (!keysOf(command, keys.overrides).includes(pressed)) continue;
    if (isTyping(event.target) && !worksInText(command, pressed)) continue;
    if (event.repeat && !mayRepeat(command)) continue;
    const handler = commands.find(command);
    if (handler && (handler.when?.(pressed) ?? true)) return handler;
  }
  return undefined;
}

type Held = { commands: Commands; keys: Keys };
const Context = createContext<Held | null>(null);

function useHeld(): Held {
  const held = useContext(Context);
  if (!held) throw new Error("commands outside CommandsProvider");
  return held;
}

/** Listens for the keys of all commands. A menu or dialog that is open keeps its keys. */
export function CommandsProvider({ keys = usualKeys, children }: { keys?: Keys; children: ReactNode }) {
  const [commands] = useState(() => new Commands());
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        document.querySelector('[role="menu"],[role="dialog"],[role="alertdialog"],dialog[open]')
      )
        return;
      const handler = commandFor(commands, keys, event);
      if (!handler) return;
      event.preventDefault();
      handler.run();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [commands, keys]);
  const held = useMemo(() => ({ commands, keys }), [commands, keys]);
  return <Context.Provider value={held}>{children}</Context.Provider>;
}

/** Offers commands for as long as the component is there. */
export function useCommands(handlers: Handlers): void {
  const { commands } = useHeld();
  const latest = useRef(handlers);
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  const offered = Object.keys(handlers).toSorted().join(" ");
  // oxlint-disable-next-line react/exhaustive-deps -- offered anew when other commands are offered
  useEffect(() => commands.offer(latest), [commands, offered]);
}

/** The commands that can be run now, and how to run one. */
export function useAvailableCommands(): { available: readonly CommandId[]; run: (command: CommandId) => void } {
  const { commands } = useHeld();
  const available = useSyncExternalStore(commands.subscribe, commands.available);
  return { available, run: (command) => commands.run(command) };
}

/** The keys of a command that work now, the first one first. */
export function useKeysOf(command: CommandId): readonly string[] {
  const { keys } = useHeld();
  return keysOf(command, keys.overrides).filter((key) => keys.letters || !isLone(key));
}
