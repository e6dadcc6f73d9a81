import * as bound from "../../wailsjs/go/window/Shop";
import { call } from "./bridge";
import type { Desk } from "./types";

/** How long the check of the data may take: all of them are read, from a disk that may be slow or failing. */
const checking = 10 * 60_000;

export const shop: Desk["shop"] = {
  face: () => call(bound.Face()),
  health: () => call(bound.Health()),
  checkNow: () => call(bound.CheckNow()),
  checkFiles: () => call(bound.CheckFiles(), checking),
  openLink: (address) => call(bound.OpenLink(address)),
  print: () => call(bound.Print()),
  inFront: (is) => call(bound.InFront(is)),
  openDemo: () => call(bound.OpenDemo()),
  openOwn: () => call(bound.OpenOwn()),
  unlock: (passphrase) => call(bound.Unlock(passphrase)),
};
