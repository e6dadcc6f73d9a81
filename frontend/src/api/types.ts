import type { window as wire } from "../../wailsjs/go/models";
import type { AssistantDesk } from "./assistant";
import type { CampaignMedium, CampaignsDesk } from "./campaigns";
import type { CasesDesk } from "./cases";
import type { ComposerDesk, Slot } from "./composer";
import type { ConsentsDesk } from "./consents";
import type { ImportsDesk } from "./imports";
import type { HistoryPart, JourneysDesk } from "./journeys";
import type { FileKind, FilesDesk, LettersDesk } from "./letterTypes";
import type { LogbookDesk } from "./logbook";
import type { CustomerDesk, CustomersDesk } from "./people";
import type { PhrasesDesk } from "./phrases";
import type { Purchase, PurchasesDesk, Segment } from "./purchases";
import type { AboutDesk, AccountsDesk, Preferences, PreferencesDesk } from "./settings";
import type { SurveyMark, SurveysDesk } from "./surveys";

// The generated types with their words narrowed. A word that is not listed here would be a newer Go side's;
// the bindings are regenerated with every build, so that cannot happen in a release.

/** Those that the owner writes down by hand: no provider listens there. */
export type HandChannel = "phone" | "counter" | "letter" | "social" | "site" | "other";
export type Channel = "email" | "sms" | "whatsapp" | HandChannel;
/** Whether the owner wrote it down, and nobody typed it. */
export const isByHand = (channel: Channel): channel is HandChannel => !["email", "sms", "whatsapp"].includes(channel);
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
export type Placeholder = "" | "unsupported" | "redacted" | "unreadable" | "too_large" | "omitted";

type Narrow<T, N> = Omit<T, keyof N> & N;

export type Problem = wire.Problem;
export type Attachment = Narrow<wire.Attachment, { kind: FileKind }>;
export type InboxRow = Narrow<
  wire.InboxRow,
  {
    state: TurnState;
    /** Empty: nothing was said, something is promised. */
    channel: Channel | "";
    direction: "in" | "out";
    placeholder: Placeholder;
    /** Empty: she bought nothing that counts. */
    segment: Segment | "";
  }
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
    attachments: Attachment[];
    /** That it asks, or answers. */
    survey?: SurveyMark | null;
  }
>;
export type TimelineNote = { kind: "note" } & Pick<wire.TimelineItem, "id" | "at" | "text">;
export type TimelinePurchase = { kind: "purchase"; purchase: Purchase } & Pick<wire.TimelineItem, "id" | "at" | "text">;
export type TimelineCampaign = { kind: "campaign"; medium: CampaignMedium } & Pick<
  wire.TimelineItem,
  "id" | "at" | "text"
>;
export type TimelineEntry = TimelineItem | TimelineNote | TimelinePurchase | TimelineCampaign;
export type TimelinePage = Narrow<wire.TimelinePage, { items: TimelineEntry[] }>;
export type Address = Narrow<wire.Address, { channel: Channel }>;
export type ReplySlot = Exclude<Slot, "note">;
export type ReplyChannel = Narrow<wire.ReplyChannel, { channel: ReplySlot }>;
export type MissingChannel = Narrow<
  wire.MissingChannel,
  { channel: ReplySlot; why: "no_address" | "no_account" | "unanswerable" | "stopped" | "barred" }
>;
export type Card = Narrow<
  wire.Card,
  {
    /** Empty: nothing was ever said. */
    state: TurnState | "";
    addresses: Address[];
    channels: ReplyChannel[];
    missing: MissingChannel[];
    proposed: ReplySlot | "";
  }
>;
export type Reply = Narrow<wire.Reply, { channel: ReplySlot }>;
export type QueuedReply = wire.QueuedReply;
export type CustomerHit = wire.CustomerHit;
/** A message, a note or a purchase: only a message has a channel and a direction. */
export type MessageHit = Narrow<
  wire.MessageHit,
  {
    kind: "message" | "note" | "purchase";
    channel: Channel | "";
    direction: "in" | "out" | "";
    placeholder: Placeholder;
  }
>;
export type SearchResults = Narrow<wire.SearchResults, { messages: MessageHit[] }>;
/** "" narrows nothing. */
export type FileFilter = "" | "any" | "picture" | "audio" | "video" | "document";
export type FindQuery = Narrow<
  wire.FindQuery,
  {
    part: HistoryPart;
    channel: Channel | "";
    direction: "in" | "out" | "";
    files: FileFilter;
  }
>;
export type Face = Narrow<wire.Face, { preferences: Preferences }>;
/** How far a first reading is; at is when what was read last was said, total 0 when nobody can tell. */
export type FirstReading = wire.FirstReading;
export type AccountHealth = Narrow<wire.AccountHealth, { problem: Problem | null; reading: FirstReading | null }>;
export type Health = Narrow<wire.Health, { accounts: AccountHealth[]; stopped: Problem | null }>;

export type Change = {
  kind:
    | "message_arrived"
    | "message_changed"
    | "conversation_changed"
    | "delivery_changed"
    | "draft_changed"
    | "note_added"
    | "customer_changed"
    | "promise_due"
    | "case_changed"
    | "phrase_changed"
    | "purchase_changed"
    | "survey_changed"
    | "campaign_changed"
    | "audience_changed"
    | "account_changed"
    | "many_changed";
  customerId?: string;
  messageId?: string;
  connectionId?: string;
  /** Of a message that arrived. */
  channel?: Channel;
};

/** Everything the page can ask of the house: one member per bound struct, and the one event. */
export type Desk = {
  inbox: {
    page: (state: TurnState, oldestFirst: boolean, cursor: string, limit: number) => Promise<InboxPage>;
    counts: () => Promise<InboxCounts>;
    /** The owner wants to look at it again; reading or answering it takes the mark away. */
    markUnread: (customerId: string) => Promise<void>;
  };
  conversation: {
    card: (customerId: string) => Promise<Card>;
    /** A page from a cursor, from the newest on (""), or around a message (see aroundMessage). */
    timeline: (customerId: string, cursor: string, limit: number) => Promise<TimelinePage>;
    /** Close, junk, reopen and snooze give what undo takes. */
    close: (customerId: string) => Promise<string>;
    /** This is no customer: what arrives there brings nothing back. */
    junk: (customerId: string) => Promise<string>;
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
  search: {
    /** Rejects with search.superseded when a newer turn of its sequence came. */
    find: (query: FindQuery) => Promise<SearchResults>;
    /** What may have been meant by words that find nothing; "" when nothing like it is here. */
    suggest: (query: FindQuery) => Promise<string>;
  };
  shop: {
    face: () => Promise<Face>;
    health: () => Promise<Health>;
    checkNow: () => Promise<void>;
    /** Looks for damage in all the data, which takes seconds; rejects with data.damaged when there is some. */
    checkFiles: () => Promise<void>;
    openLink: (address: string) => Promise<void>;
    /** Shows the system's dialog for printing the page. The page stands still meanwhile. */
    print: () => Promise<void>;
    /** Tells whether the owner sees the window. */
    inFront: (is: boolean) => Promise<void>;
    /** Goes over to the demonstration shop; the program begins anew. */
    openDemo: () => Promise<void>;
    /** Goes back from it to connect one's own. */
    openOwn: () => Promise<void>;
    /** Opens the encrypted passwords, or makes their file; rejects with secret.passphrase when it is the wrong one. */
    unlock: (passphrase: string) => Promise<void>;
  };
  customers: CustomersDesk;
  customer: CustomerDesk;
  consents: ConsentsDesk;
  cases: CasesDesk;
  logbook: LogbookDesk;
  assistant: AssistantDesk;
  phrases: PhrasesDesk;
  purchases: PurchasesDesk;
  journeys: JourneysDesk;
  surveys: SurveysDesk;
  campaigns: CampaignsDesk;
  imports: ImportsDesk;
  preferences: PreferencesDesk;
  accounts: AccountsDesk;
  about: AboutDesk;
  letters: LettersDesk;
  files: FilesDesk;
  /** Listens for changes, several at a time; gives back how to stop. */
  onChange: (listener: (changes: Change[]) => void) => () => void;
  /** Listens for the customer whose notification was clicked. */
  onOpen: (listener: (customerId: string) => void) => () => void;
};
