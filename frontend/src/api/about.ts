import * as bound from "../../wailsjs/go/window/About";
import { call } from "./bridge";
import type { AboutDesk } from "./settings";

export const about: AboutDesk = {
  facts: () => call(bound.Facts()),
  showFolder: () => call(bound.ShowFolder()),
  again: () => call(bound.Again()),
};
