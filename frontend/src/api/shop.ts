import * as bound from "../../wailsjs/go/window/Shop";
import { call } from "./bridge";
import type { Desk } from "./types";

export const shop: Desk["shop"] = {
  face: () => call(bound.Face()),
  health: () => call(bound.Health()),
  checkNow: () => call(bound.CheckNow()),
  openLink: (address) => call(bound.OpenLink(address)),
  print: () => call(bound.Print()),
  inFront: (is) => call(bound.InFront(is)),
  openDemo: () => call(bound.OpenDemo()),
  openOwn: () => call(bound.OpenOwn()),
  unlock: (passphrase) => call(bound.Unlock(passphrase)),
};
