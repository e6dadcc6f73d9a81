import type { CommandId } from "./lib/keymap";

/** Where the owner can be. The rail shows a place, and the command place.* goes to it. */
export type Place = "inbox" | "customers" | "settings";

export const placeCommand = {
  inbox: "place.inbox",
  customers: "place.customers",
  settings: "place.settings",
} as const satisfies Record<Place, CommandId>;
