import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Logbook";
import { call } from "./bridge";
import type { CaseClass } from "./cases";
import type { HandChannel } from "./types";

/** What is left to do after what was written down. */
export type Then = "nothing" | "wait" | "remind" | "reply";

/** What is being written down of a call or a visit; its number is there from the moment it is opened. */
export type LogSheet = Omit<wire.Sheet, "channel" | "direction" | "class" | "then"> & {
  channel: HandChannel;
  direction: "in" | "out";
  class: CaseClass | "";
  then: Then;
};
export type LogEntry = wire.SheetEntry;

export type LogbookDesk = {
  open: (channel: HandChannel, customerId: string) => Promise<LogSheet>;
  save: (sheet: LogSheet) => Promise<void>;
  /** Begun, and neither written down nor given up. */
  unfinished: () => Promise<LogSheet[]>;
  giveUp: (caseId: string) => Promise<void>;
  write: (sheet: LogSheet) => Promise<LogEntry>;
  /** Makes of what was written down a sheet again: the one that was written, as it is now. */
  takeBack: (sheet: LogSheet) => Promise<LogSheet>;
};

export const logbook: LogbookDesk = {
  open: (channel, customerId) => call(bound.Open(channel, customerId)),
  save: (sheet) => call(bound.Save(sheet)),
  unfinished: () => call(bound.Unfinished()),
  giveUp: (caseId) => call(bound.GiveUp(caseId)),
  write: (sheet) => call(bound.Write(sheet)),
  takeBack: (sheet) => call(bound.TakeBack(sheet)),
};
