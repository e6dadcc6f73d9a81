import { Alive } from "../../wailsjs/go/window/Shop";
import { EventsOn } from "../../wailsjs/runtime/runtime";
import { about } from "./about";
import { accounts } from "./accounts";
import { assistant } from "./assistant";
import { campaigns } from "./campaigns";
import { cases } from "./cases";
import { composer } from "./composer";
import { consents } from "./consents";
import { conversation } from "./conversation";
import { files } from "./files";
import { imports } from "./imports";
import { inbox } from "./inbox";
import { journeys } from "./journeys";
import { letters } from "./letters";
import { logbook } from "./logbook";
import { customer, customers } from "./people";
import { phrases } from "./phrases";
import { preferences } from "./preferences";
import { purchases } from "./purchases";
import { search } from "./search";
import { shop } from "./shop";
import { surveys } from "./surveys";
import type { Change, Desk } from "./types";

const changeEvent = "balcao:change";
const openEvent = "balcao:open";
const pingEvent = "balcao:ping";

/** Tells Go, whenever it asks, that the page is still there. */
export function answerPings(): void {
  EventsOn(pingEvent, () => void Alive().catch(() => undefined));
}

/** The real house, behind the bridge. */
export const desk: Desk = {
  inbox,
  conversation,
  composer,
  search,
  shop,
  customers,
  customer,
  consents,
  cases,
  logbook,
  assistant,
  phrases,
  campaigns,
  purchases,
  journeys,
  surveys,
  imports,
  preferences,
  accounts,
  about,
  letters,
  files,
  onChange: (listener) => EventsOn(changeEvent, (changes: Change[]) => listener(changes)),
  onOpen: (listener) => EventsOn(openEvent, (customerId: string) => listener(customerId)),
};
