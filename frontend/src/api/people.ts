import type { window as wire } from "../../wailsjs/go/models";
import * as one from "../../wailsjs/go/window/Customer";
import * as all from "../../wailsjs/go/window/Customers";
import type { Filter } from "./audiences";
import { call } from "./bridge";
import type { WordingLanguage } from "./phrases";
import type { Channel, TurnState } from "./types";

/** What makes two customers look like one person. */
export type Reason = "document" | "number" | "signature" | "company" | "email" | "phone" | "name";

type With<T, N> = Omit<T, keyof N> & N;

export type CustomersQuery = With<Omit<wire.CustomersQuery, "offset" | "limit">, { filter: Filter }>;
export type CustomerRow = With<wire.CustomerRow, { channels: Channel[] }>;
export type CustomersPage = With<wire.CustomersPage, { rows: CustomerRow[] }>;
export type TagCount = wire.TagCount;
export type ContactLine = With<wire.ContactLine, { channel: Channel }>;
export type Person = With<wire.Person, { contacts: ContactLine[] }>;
export type Duplicate = With<wire.Duplicate, { a: Person; b: Person; reasons: Reason[] }>;
export type Point = With<wire.Point, { channel: Channel }>;
export type Profile = With<
  wire.Profile,
  { points: Point[]; alike: Duplicate[]; documentDoubt: "" | "cpf" | "cnpj" | "nif" | "nie" }
>;
/** A field of which a merge may take either side. */
export type Choosable = "name" | "document" | "birthday" | "address" | "language" | "notes";
export type Differing = With<wire.Differing, { field: Choosable }>;
/** Of which customer a merge takes a field; what is not in it is taken as usual. */
export type Whose = Partial<Record<Choosable, string>>;
export type MergePreview = With<
  wire.MergePreview,
  { kept: Person; other: Person; state: TurnState; differing: Differing[] }
>;
/** Something about a customer that has no field of its own. */
export type Detail = wire.Detail;
/** One change of what is written down; name is that of a detail, or an address. */
export type Edit = With<wire.Edit, { field: Choosable | "tags" | "detail" | "preferred" | "group" | "barred" }>;
/** The language that a customer is written to in: the owner's choice or a guess; empty: nothing tells it. */
export type Spoken = With<wire.Spoken, { language: WordingLanguage | "" }>;
export type Newcomer = wire.Newcomer;
export type Adding = wire.Adding;
export type Splitting = wire.Splitting;
export type Description = {
  name?: string;
  document?: string;
  birthday?: string;
  notes?: string;
  group?: boolean;
  /** All of them. */
  postal?: string[];
  /** Those that change; one without a value goes. */
  details?: Detail[];
};

/** The list of all customers. */
export type CustomersDesk = {
  page: (query: CustomersQuery, offset: number, limit: number) => Promise<CustomersPage>;
  tags: () => Promise<TagCount[]>;
  duplicates: () => Promise<Duplicate[]>;
  /** Rejects with customer.address_taken, and whose it is in its parameters. Done is what undo takes. */
  add: (newcomer: Newcomer) => Promise<Adding>;
};

/** One customer: what is known, and what the owner writes down. Merge, split and tellApart give what undo takes. */
export type CustomerDesk = {
  profile: (customerId: string) => Promise<Profile>;
  describe: (customerId: string, description: Description) => Promise<void>;
  spoken: (customerId: string) => Promise<Spoken>;
  /** Keeps the language that a customer is written to in; an empty one: as she writes. */
  speak: (customerId: string, language: Spoken["language"]) => Promise<void>;
  tag: (customerId: string, tag: string, on: boolean) => Promise<void>;
  /** Rejects with customer.address_taken, and whose it is in its parameters. */
  addAddress: (customerId: string, channel: Channel, typed: string, label: string) => Promise<string>;
  labelAddress: (identityId: string, label: string) => Promise<void>;
  removeAddress: (identityId: string) => Promise<void>;
  previewMerge: (keepId: string, otherId: string) => Promise<MergePreview>;
  merge: (keepId: string, otherId: string, whose: Whose) => Promise<string>;
  /** Prefer and bar give what undo takes; empty where it was so. */
  prefer: (identityId: string, prefer: boolean) => Promise<string>;
  bar: (identityId: string, bar: boolean) => Promise<string>;
  edits: (customerId: string) => Promise<Edit[]>;
  split: (identityIds: string[]) => Promise<Splitting>;
  tellApart: (customerId: string, otherId: string) => Promise<string>;
};

export const customers: CustomersDesk = {
  page: (query, offset, limit) => call(all.Page({ ...query, offset, limit })),
  tags: () => call(all.Tags()),
  duplicates: () => call(all.Duplicates()),
  add: (newcomer) => call(all.Add(newcomer)),
};

export const customer: CustomerDesk = {
  profile: (customerId) => call(one.Profile(customerId)),
  describe: (customerId, description) => call(one.Describe(customerId, description as wire.Description)),
  spoken: (customerId) => call(one.Spoken(customerId)),
  speak: (customerId, language) => call(one.Speak(customerId, language)),
  tag: (customerId, tag, on) => call(one.Tag(customerId, tag, on)),
  addAddress: (customerId, channel, typed, label) => call(one.AddAddress(customerId, channel, typed, label)),
  labelAddress: (identityId, label) => call(one.LabelAddress(identityId, label)),
  removeAddress: (identityId) => call(one.RemoveAddress(identityId)),
  previewMerge: (keepId, otherId) => call(one.PreviewMerge(keepId, otherId)),
  merge: (keepId, otherId, whose) => call(one.Merge(keepId, otherId, whose)),
  prefer: (identityId, prefer) => call(one.Prefer(identityId, prefer)),
  bar: (identityId, bar) => call(one.Bar(identityId, bar)),
  edits: (customerId) => call(one.Edits(customerId)),
  split: (identityIds) => call(one.Split(identityIds)),
  tellApart: (customerId, otherId) => call(one.TellApart(customerId, otherId)),
};
