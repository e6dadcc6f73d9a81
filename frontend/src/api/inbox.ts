import * as bound from "../../wailsjs/go/window/Inbox";
import { call } from "./bridge";
import type { Desk } from "./types";

export const inbox: Desk["inbox"] = {
  page: (state, oldestFirst, cursor, limit) => call(bound.Page({ state, oldestFirst, cursor, limit })),
  counts: () => call(bound.Counts()),
  markUnread: (customerId) => call(bound.MarkUnread(customerId)),
};
