import * as bound from "../../wailsjs/go/window/Search";
import { call } from "./bridge";
import type { Desk } from "./types";

export const search: Desk["search"] = {
  find: (query) => call(bound.Find(query)),
  suggest: (query) => call(bound.Suggest(query)),
};
