import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseClasses } from "./api/cases";
import { catalogues, type Key, locales } from "./i18n/catalogue";
import { type CommandId, commandIds } from "./lib/keymap";
import { sectionCommand, settingsSections } from "./lib/sections";
import { placeCommand } from "./places";

/** Commands without a button of their own, and what a pointer uses instead. */
const byNature: { readonly [C in CommandId]?: string } = {
  ...Object.fromEntries(caseClasses.map((each) => [`case.${each}`, "the classes in the menu of the case"])),
  "list.next": "the rows",
  "list.previous": "the rows",
  "conversation.reply": "the reply box",
  "conversation.note": "its tab in the reply box",
  "composer.channel": "the channels above the reply box",
  "text.larger": "the sizes in the settings",
  "text.smaller": "the sizes in the settings",
  "text.usual": "the sizes in the settings",
  "pane.next": "the parts themselves",
  "pane.previous": "the parts themselves",
};

/** Everything that is drawn, but the table of pictures, which names every command. */
function drawn(): string {
  return ["features", "ui"]
    .flatMap((folder) => {
      const root = join(import.meta.dirname, folder);
      return readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) => join(root, path));
    })
    .filter((path) => path.endsWith(".tsx") && !path.includes(".test.") && !path.endsWith("CommandIcon.tsx"))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

test.each(locales)("every command has a title in %s", (locale) => {
  for (const command of commandIds) expect(catalogues[locale][`command.${command}` as Key], command).toBeTruthy();
});

test("every command has a button or a menu entry", () => {
  const source = drawn();
  const menu = [...source.matchAll(/const offered[^=]*= \[([^\]]*)\]/g)].map((list) => list[1]).join();
  for (const command of commandIds) {
    const has =
      source.includes(`command="${command}"`) ||
      source.includes(`useCommandButton("${command}")`) ||
      source.includes(`useKeysOf("${command}")`) ||
      Object.values<string>(placeCommand).includes(command) ||
      settingsSections.some((section) => sectionCommand(section) === command) ||
      menu.includes(`"${command}"`);
    expect(
      has || byNature[command] !== undefined,
      `${command}: use ui/CommandButton, or say here what a pointer uses`,
    ).toBe(true);
    expect(has && byNature[command] !== undefined, `${command} has a button now: take it out of byNature`).toBe(false);
  }
});
