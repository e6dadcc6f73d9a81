import { type CommandId, commandIds, isLone, keysOf, type Overrides, usualKeysOf } from "./keymap";

/** The key that a command cannot have: another has it, or the page needs it. */
export type Refusal = { refused: string; taken?: CommandId };

/** What the page or a text needs for itself: to move, to press what has the focus, to copy. Alt makes letters. */
const reserved: ReadonlySet<string> = new Set([
  "alt",
  "tab",
  "shift+tab",
  "enter",
  "shift+enter",
  " ",
  "escape",
  "backspace",
  "delete",
  "mod+a",
  "mod+c",
  "mod+v",
  "mod+x",
]);

type Kind = "lone" | "mod" | "named";

function kindOf(key: string): Kind {
  if (key.startsWith("mod+")) return "mod";
  return isLone(key) ? "lone" : "named";
}

function holderOf(key: string, overrides: Overrides, except: CommandId): CommandId | undefined {
  return commandIds.find((command) => command !== except && keysOf(command, overrides).includes(key));
}

/**
 * The keys after a command was given one more: it takes the place of the command's keys of its kind, so that a new
 * letter leaves Ctrl with a letter alone.
 */
export function rebound(command: CommandId, key: string, overrides: Overrides): Overrides | Refusal {
  if (reserved.has(key)) return { refused: key };
  const taken = holderOf(key, overrides, command);
  if (taken) return { refused: key, taken };
  const kept = keysOf(command, overrides).filter((each) => kindOf(each) !== kindOf(key));
  return withKeys(command, [key, ...kept], overrides);
}

/** The keys after a command lost its own. */
export function withoutKeys(command: CommandId, overrides: Overrides): Overrides {
  return withKeys(command, [], overrides);
}

/** The keys after a command took its usual ones back, unless another has one of them by now. */
export function usualAgain(command: CommandId, overrides: Overrides): Overrides | Refusal {
  for (const key of usualKeysOf(command)) {
    const taken = holderOf(key, overrides, command);
    if (taken) return { refused: key, taken };
  }
  const rest = { ...overrides };
  delete rest[command];
  return rest;
}

function withKeys(command: CommandId, keys: readonly string[], overrides: Overrides): Overrides {
  return { ...overrides, [command]: keys };
}

export function isRefusal(answer: Overrides | Refusal): answer is Refusal {
  return "refused" in answer;
}
