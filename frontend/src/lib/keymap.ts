import { isMac } from "./keys";

/**
 * Every command of the window with its usual keys: letters and names of event.key in lower case, "mod" for Ctrl or
 * ⌘, "shift" before letters and named keys. A key alone acts outside text fields only.
 */
export const keymap = {
  "place.inbox": ["mod+1"],
  "place.customers": ["mod+2"],
  "place.cases": ["mod+3"],
  "place.campaigns": ["mod+4"],
  "place.phrases": ["mod+6"],
  "place.settings": ["mod+,"],
  "place.assist": [],
  "doors.link": [],
  "doors.form": [],
  "place.buyers": [],
  "place.import": [],
  "place.surveys": [],
  "place.satisfaction": [],
  "cases.acts": [],
  "cases.promises": [],
  "search.open": ["mod+k", "/"],
  "search.page": [],
  "message.new": ["c", "mod+n"],
  "customers.new": [],
  "segments.new": [],
  "segments.save": [],
  "segments.rename": [],
  "segments.remove": [],
  "campaigns.new": [],
  "phrases.newReply": [],
  "phrases.newAnswer": [],
  "logbook.open": ["l", "mod+l"],
  "logbook.visit": [],
  "list.next": ["arrowdown", "j"],
  "list.previous": ["arrowup", "k"],
  "list.order": [],
  "list.value": [],
  "conversation.next": ["mod+pagedown"],
  "conversation.previous": ["mod+pageup"],
  "conversation.reply": ["r"],
  "conversation.note": ["n"],
  "composer.ready": ["mod+shift+m"],
  "composer.language": ["mod+shift+l"],
  "composer.draft": ["i", "mod+i"],
  "composer.attach": ["mod+shift+a"],
  "composer.channel": ["mod+shift+c"],
  "composer.sendClose": ["mod+shift+enter"],
  "conversation.close": ["e", "mod+e"],
  "conversation.snooze": ["h", "mod+h"],
  "conversation.tomorrow": ["shift+h"],
  "conversation.unread": ["u"],
  "conversation.junk": ["!"],
  "conversation.find": ["mod+f"],
  "conversation.newest": [],
  "case.open": [],
  "case.copy": ["p", "mod+shift+p"],
  "case.read": [],
  "case.praise": ["1"],
  "case.information": ["2"],
  "case.complaint": ["3"],
  "case.suggestion": ["4"],
  "case.request": ["5"],
  "case.other": ["6"],
  "case.promise": ["d"],
  "case.keep": [],
  "case.close": [],
  "case.merge": [],
  "case.choose": [],
  "case.join": ["g"],
  "case.split": ["s"],
  "purchase.new": ["b"],
  "customer.panel": ["v"],
  "customer.page": ["shift+v"],
  "customer.tags": ["t"],
  "customer.merge": ["m"],
  "customer.split": ["shift+m"],
  "customer.allow": [],
  "customer.decline": [],
  "place.shop": [],
  "place.channels": [],
  "place.behalf": [],
  "place.hours": [],
  "place.look": [],
  "place.notices": [],
  "place.keys": [],
  "place.about": [],
  "pane.next": ["f6"],
  "pane.previous": ["shift+f6"],
  "text.larger": ["mod++", "mod+="],
  "text.smaller": ["mod+-"],
  "text.usual": ["mod+0"],
  "keys.show": ["f1", "?"],
  undo: ["z", "mod+z"],
  back: ["escape"],
} as const satisfies Record<string, readonly string[]>;

export type CommandId = keyof typeof keymap;

export const commandIds = Object.keys(keymap) as CommandId[];

/** What the system takes for itself there: ⌘H hides the program. */
const onMac: { readonly [C in CommandId]?: readonly string[] } = { "conversation.snooze": ["h", "mod+shift+h"] };

/** The keys of a command that nobody changed. */
export function usualKeysOf(command: CommandId, mac = isMac()): readonly string[] {
  return (mac && onMac[command]) || keymap[command];
}

/** What the owner changed: other keys for a command, or none. */
export type Overrides = { readonly [C in CommandId]?: readonly string[] };

/** In a text field these keys belong to the text. */
const leftToText: ReadonlySet<CommandId> = new Set(["undo"]);

/** A key that is held down repeats these only: nothing is done twice by a heavy finger. */
const repeating: ReadonlySet<CommandId> = new Set([
  "list.next",
  "list.previous",
  "conversation.next",
  "conversation.previous",
]);

export function mayRepeat(command: CommandId): boolean {
  return repeating.has(command);
}

export function keysOf(command: CommandId, overrides: Overrides, mac = isMac()): readonly string[] {
  return overrides[command] ?? usualKeysOf(command, mac);
}

/** A letter or sign alone: what somebody who dictates or types by mistake would set off (WCAG 2.1.4). */
export function isLone(key: string): boolean {
  return [...key.replace(/^shift\+/, "")].length === 1;
}

export function worksInText(command: CommandId, key: string): boolean {
  return (key.startsWith("mod+") || key === "escape" || /^(shift\+)?f\d+$/.test(key)) && !leftToText.has(command);
}

/** Where a command belongs, for a page that lists them. */
export type Region = "everywhere" | "list" | "conversation" | "composer";

const regions: Readonly<Record<string, Region>> = {
  list: "list",
  conversation: "conversation",
  case: "conversation",
  customer: "conversation",
  purchase: "conversation",
  composer: "composer",
};

export function regionOf(command: CommandId): Region {
  return regions[command.split(".")[0] ?? ""] ?? "everywhere";
}

/** The two commands that one key would set off, for every key that has two. */
export function clashes(overrides: Overrides, mac = isMac()): [string, CommandId, CommandId][] {
  const taken = new Map<string, CommandId>();
  const found: [string, CommandId, CommandId][] = [];
  for (const command of commandIds) {
    for (const key of keysOf(command, overrides, mac)) {
      const other = taken.get(key);
      if (other) found.push([key, other, command]);
      else taken.set(key, command);
    }
  }
  return found;
}
