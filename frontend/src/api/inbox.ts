import * as bound from "../../wailsjs/go/window/Inbox";
import { call } from "./bridge";
import type { Desk } from "./types";

export const inbox: Desk["inbox"] = {
  page: (state, order, cursor, limit) => call(bound.Page({ state, ...order, cursor, limit })),
  counts: () => call(bound.Counts()),
  markUnread: (customerId) => call(bound.MarkUnread(customerId)),
};
