import { EventsOn } from "../../wailsjs/runtime/runtime";
import { conversation } from "./conversation";
import { inbox } from "./inbox";
import { search } from "./search";
import { shop } from "./shop";
import type { Change, Desk } from "./types";

const changeEvent = "balcao:change";

/** The real house, behind the bridge. */
export const desk: Desk = {
  inbox,
  conversation,
  search,
  shop,
  onChange: (listener) => EventsOn(changeEvent, (change: Change) => listener(change)),
};
