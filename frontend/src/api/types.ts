import type { window as wire } from "../../wailsjs/go/models";
import type { ComposerDesk, Slot } from "./composer";
import type { CustomerDesk, CustomersDesk } from "./people";
import type { AboutDesk, AccountsDesk, Preferences, PreferencesDesk } from "./settings";

// The generated types with their words narrowed. A word that is not listed here would be a newer Go side's;
// the bindings are regenerated with every build, so that cannot happen in a release.

export type Channel = "email" | "sms" | "whatsapp" | "other";
export type TurnState = "reply" | "waiting" | "snoozed" | "closed";
export type DeliveryState =
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "read"
  | "failed"
  | "uncertain"
  | "held"
  | "cancelled";
export type Auto = "" | "auto_reply" | "bounce" | "receipt" | "bulk" | "notification";
export type Placeholder = "" | "unsupported" | "redacted" | "unreadable" | "too_large";

type Narrow<T, N> = Omit<T, keyof N> & N;

export type Problem = wire.Problem;
export type Attachment = wire.Attachment;
export type InboxRow = Narrow<
  wire.InboxRow,
  { state: TurnState; channel: Channel; direction: "in" | "out"; placeholder: Placeholder }
>;
export type InboxPage = Narrow<wire.InboxPage, { rows: InboxRow[] }>;
export type InboxCounts = wire.InboxCounts;
export type Delivery = Narrow<wire.Delivery, { state: DeliveryState; problem: Problem | null }>;
export type TimelineItem = Narrow<
  wire.TimelineItem,
  {
    kind: "message";
    channel: Channel;
    direction: "in" | "out";
    auto: Auto;
    placeholder: Placeholder;
    delivery: Delivery | null;
  }
>;
export type TimelineNote = { kind: "note" } & Pick<wire.TimelineItem, "id" | "at" | "text">;
export type TimelineEntry = TimelineItem | TimelineNote;
export type TimelinePage = Narrow<wire.TimelinePage, { items: TimelineEntry[] }>;
export type Address = Narrow<wire.Address, { channel: Channel }>;
export type ReplySlot = Exclude<Slot, "note">;
export type ReplyChannel = Narrow<wire.ReplyChannel, { channel: ReplySlot }>;
export type MissingChannel = Narrow<
  wire.MissingChannel,
  { channel: ReplySlot; why: "no_address" | "no_account" | "unanswerable" }
>;
export type Card = Narrow<
  wire.Card,
  {
    state: TurnState;
    addresses: Address[];
    channels: ReplyChannel[];
    missing: MissingChannel[];
    proposed: ReplySlot | "";
  }
>;
export type Reply = Narrow<wire.Reply, { channel: ReplySlot }>;
export type QueuedReply = wire.QueuedReply;
export type CustomerHit = wire.CustomerHit;
/** A note has no channel. */
export type MessageHit = Narrow<wire.MessageHit, { channel: Channel | "" }>;
export type SearchResults = Narrow<wire.SearchResults, { messages: MessageHit[] }>;
export type Face = Narrow<wire.Face, { preferences: Preferences }>;
export type AccountHealth = Narrow<wire.AccountHealth, { problem: Problem | null }>;
export type Health = Narrow<wire.Health, { accounts: AccountHealth[]; stopped: Problem | null }>;

export type Change = {
  kind:
    | "message_arrived"
    | "conversation_changed"
    | "delivery_changed"
    | "draft_changed"
    | "note_added"
    | "customer_changed"
    | "account_changed"
    | "many_changed";
  customerId?: string;
  messageId?: string;
  connectionId?: string;
};

/** Everything the page can ask of the house: one member per bound struct, and the one event. */
export type Desk = {
  inbox: {
    page: (state: TurnState, cursor: string, limit: number) => Promise<InboxPage>;
    counts: () => Promise<InboxCounts>;
  };
  conversation: {
    card: (customerId: string) => Promise<Card>;
    timeline: (customerId: string, cursor: string, limit: number) => Promise<TimelinePage>;
    /** Close, reopen and snooze give what undo takes. */
    close: (customerId: string) => Promise<string>;
    reopen: (customerId: string) => Promise<string>;
    snooze: (customerId: string, until: number) => Promise<string>;
    /** Rejects with undo.changed_since once something else was decided. */
    undo: (customerId: string, decision: string) => Promise<void>;
    markRead: (customerId: string) => Promise<void>;
    rename: (customerId: string, name: string) => Promise<void>;
    reply: (reply: Reply) => Promise<QueuedReply>;
    cancelSend: (deliveryId: string) => Promise<void>;
    retrySend: (deliveryId: string) => Promise<void>;
    /** Gives the path, or "" when the owner closed the dialog. */
    saveAttachment: (attachmentId: string, title: string) => Promise<string>;
  };
  composer: ComposerDesk;
  search: { find: (query: string, cursor: string, limit: number) => Promise<SearchResults> };
  shop: {
    face: () => Promise<Face>;
    health: () => Promise<Health>;
    checkNow: () => Promise<void>;
    openLink: (address: string) => Promise<void>;
    /** Opens the encrypted passwords, or makes their file; rejects with secret.passphrase when it is the wrong one. */
    unlock: (passphrase: string) => Promise<void>;
  };
  customers: CustomersDesk;
  customer: CustomerDesk;
  preferences: PreferencesDesk;
  accounts: AccountsDesk;
  about: AboutDesk;
  /** Listens for changes; gives back how to stop. */
  onChange: (listener: (change: Change) => void) => () => void;
};
