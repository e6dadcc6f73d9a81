import type { CommandId } from "./keymap";

/** The pages of the settings, in their order. */
export const settingsSections = [
  "shop",
  "channels",
  "behalf",
  "import",
  "hours",
  "buyers",
  "surveys",
  "satisfaction",
  "assist",
  "look",
  "notices",
  "keys",
  "about",
] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** The command that opens a page of the settings. */
export const sectionCommand = (section: SettingsSection) => `place.${section}` as const satisfies CommandId;
