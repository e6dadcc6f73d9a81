import type { CommandId } from "./lib/keymap";

/** The places that the rail shows; the command place.* goes to one. */
export type RailPlace = "inbox" | "customers" | "cases" | "campaigns" | "phrases" | "settings";

/** Where the owner can be: the search is reached from the palette and left by going back. */
export type Place = RailPlace | "search";

export const placeCommand = {
  inbox: "place.inbox",
  customers: "place.customers",
  cases: "place.cases",
  campaigns: "place.campaigns",
  phrases: "place.phrases",
  settings: "place.settings",
} as const satisfies Record<RailPlace, CommandId>;
