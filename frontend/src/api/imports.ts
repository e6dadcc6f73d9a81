import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Imports";
import { EventsOn } from "../../wailsjs/runtime/runtime";
import { call } from "./bridge";
import type { PurchasePlace } from "./purchases";

export const importKinds = ["vcard", "customers", "purchases", "whatsapp", "mail"] as const;
export type ImportKind = (typeof importKinds)[number];
/** A word that is not listed here would be a newer Go side's. */
export type ImportReason =
  | "here"
  | "repeated"
  | "not_ours"
  | "not_mail"
  | "unreadable"
  | "too_large"
  | "draft"
  | "deleted"
  | "spam"
  | "system"
  | "incomplete"
  | "no_date"
  | "many_skipped"
  | "no_address"
  | "address_invalid"
  | "address_taken"
  | "several_matches";
/** Why a line adds no purchase. */
export type SalesReason =
  | "columns"
  | "date"
  | "value"
  | "what"
  | "kind"
  | "where"
  | "currency"
  | "email"
  | "phone"
  | "document"
  | "customer"
  | "unreadable"
  | "not_sale"
  | "not_authorised"
  | "bought"
  | "not_ours"
  | "changed";
export const salesFields = [
  "date",
  "value",
  "what",
  "name",
  "document",
  "email",
  "phone",
  "ref",
  "where",
  "kind",
  "currency",
  "note",
] as const;
export type SalesField = (typeof salesFields)[number];
export type ImportStay = "on_server" | "in_case" | "spoken" | "changed";

type Left<R> = Omit<wire.ImportLeft, "reason"> & { reason: R };
export type ImportLeft = Left<ImportReason>;
export type ImportAsk = Omit<wire.ImportAsk, "kind" | "order" | "place"> & {
  kind: ImportKind;
  order: "" | "dmy" | "mdy";
  place: "" | PurchasePlace;
};
export type SalesTable = { headings: string[]; columns: { readonly [F in SalesField]?: number } };
export type SalesBad = { where: string; reason: SalesReason };
export type ImportSales = Omit<wire.ImportSales, "table" | "bad"> & { table: SalesTable | null; bad: SalesBad[] };
export type ImportReport = Omit<wire.ImportReport, "left" | "sales"> & {
  left: ImportLeft[];
  sales: ImportSales | null;
};
export type ImportMade = Omit<wire.ImportMade, "kind"> & { kind: ImportKind };
export type ImportUndone = Omit<wire.ImportUndone, "stayed"> & { stayed: Left<ImportStay>[] };

/** How far what runs is. */
export type Importing = { done: number; total: number; ended: boolean };

export type ImportsDesk = {
  /** Asks for a file, or for a folder, and gives its name; empty when the dialog was closed. */
  choose: (title: string, folder: boolean) => Promise<string>;
  /** What the chosen file would bring. Rejects with an import.… problem where it does not tell all by itself. */
  preview: (ask: ImportAsk) => Promise<ImportReport>;
  bring: (ask: ImportAsk) => Promise<ImportReport>;
  /** Ends what runs; what was brought stays. */
  stop: () => Promise<void>;
  list: () => Promise<ImportMade[]>;
  undo: (importId: string) => Promise<ImportUndone>;
  /** The name of the file that comes in now; empty: none does. */
  running: () => Promise<string>;
  /** Listens for how far what runs is, and for its end; gives back how to stop. */
  onProgress: (listener: (so: Importing) => void) => () => void;
};

/** A dialog stays open as long as the owner likes, and a file may hold the mail of twenty years. */
const aDay = 86_400_000;

export const imports: ImportsDesk = {
  choose: (title, folder) => call(bound.Choose(title, folder), aDay),
  preview: (ask) => call(bound.Preview(ask), aDay),
  bring: (ask) => call(bound.Bring(ask), aDay),
  stop: () => call(bound.Stop()),
  list: () => call(bound.List()),
  undo: (importId) => call(bound.Undo(importId), aDay),
  running: () => call(bound.Running()),
  onProgress: (listener) => EventsOn("balcao:importing", (so: Importing) => listener(so)),
};
