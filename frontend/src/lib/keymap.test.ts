import { expect, test } from "vitest";
import { type CommandId, commandIds, keymap, usualKeysOf, worksInText } from "./keymap";

/** What was agreed: the keys of a command, and which of them work while typing. On a Mac the latter may be others. */
type Agreed = { keys: readonly string[]; typing?: string; onMac?: string };

/** The table of the keys, by what they do, in its order. */
const agreed = {
  "search.open": { keys: ["mod+k", "/"], typing: "mod+k" },
  "list.next": { keys: ["arrowdown", "j"] },
  "list.previous": { keys: ["arrowup", "k"] },
  "conversation.next": { keys: ["mod+pagedown"], typing: "mod+pagedown" },
  "conversation.previous": { keys: ["mod+pageup"], typing: "mod+pageup" },
  back: { keys: ["escape"], typing: "escape" },
  "conversation.reply": { keys: ["r"] },
  "conversation.note": { keys: ["n"] },
  "conversation.close": { keys: ["e", "mod+e"], typing: "mod+e" },
  "conversation.snooze": { keys: ["h", "mod+h"], typing: "mod+h", onMac: "mod+shift+h" },
  "conversation.tomorrow": { keys: ["shift+h"] },
  "message.new": { keys: ["c", "mod+n"], typing: "mod+n" },
  "logbook.open": { keys: ["l", "mod+l"], typing: "mod+l" },
  "customer.tags": { keys: ["t"] },
  "case.copy": { keys: ["p", "mod+shift+p"], typing: "mod+shift+p" },
  "customer.panel": { keys: ["v"] },
  "customer.page": { keys: ["shift+v"] },
  "conversation.unread": { keys: ["u"] },
  undo: { keys: ["z", "mod+z"] },
  "composer.sendClose": { keys: ["mod+shift+enter"], typing: "mod+shift+enter" },
  "composer.ready": { keys: ["mod+shift+m"], typing: "mod+shift+m" },
  "composer.draft": { keys: ["i", "mod+i"], typing: "mod+i" },
  "composer.attach": { keys: ["mod+shift+a"], typing: "mod+shift+a" },
  "conversation.find": { keys: ["mod+f"], typing: "mod+f" },
  "place.inbox": { keys: ["mod+1"], typing: "mod+1" },
  "place.customers": { keys: ["mod+2"], typing: "mod+2" },
  "place.cases": { keys: ["mod+3"], typing: "mod+3" },
  "place.campaigns": { keys: ["mod+4"], typing: "mod+4" },
  "place.phrases": { keys: ["mod+6"], typing: "mod+6" },
  "place.settings": { keys: ["mod+,"], typing: "mod+," },
  "pane.next": { keys: ["f6"], typing: "f6" },
  "pane.previous": { keys: ["shift+f6"], typing: "shift+f6" },
  "text.larger": { keys: ["mod++", "mod+="], typing: "mod++" },
  "text.smaller": { keys: ["mod+-"], typing: "mod+-" },
  "text.usual": { keys: ["mod+0"], typing: "mod+0" },
  "keys.show": { keys: ["f1", "?"], typing: "f1" },
} as const satisfies { readonly [C in CommandId]?: Agreed };

/** Those that came since, because what they do is done many times a day. */
const since: readonly CommandId[] = [
  "conversation.junk",
  "composer.channel",
  "composer.language",
  "case.praise",
  "case.information",
  "case.complaint",
  "case.suggestion",
  "case.request",
  "case.other",
  "case.promise",
  "case.join",
  "case.split",
  "customer.merge",
  "customer.split",
  "purchase.new",
];

test.each(Object.entries<Agreed>(agreed))("%s has the keys that were agreed", (id, { keys, typing, onMac }) => {
  const command = id as CommandId;
  expect(keymap[command]).toEqual(keys);
  const working = (mac: boolean) => usualKeysOf(command, mac).filter((key) => worksInText(command, key));
  expect(working(false)[0]).toBe(typing);
  expect(working(true)[0]).toBe(onMac ?? typing);
});

test("a key that was not agreed has its reason here", () => {
  const withKeys = commandIds.filter((command) => keymap[command].length > 0);
  expect([...Object.keys(agreed), ...since].toSorted()).toEqual(withKeys.toSorted());
});
