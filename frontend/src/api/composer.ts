import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Composer";
import { EventsOn, OnFileDrop } from "../../wailsjs/runtime/runtime";
import { call, DeskError } from "./bridge";
import type { Problem, QueuedReply } from "./types";

/** What can be typed in the box: a reply on a channel, or a note. */
export type Slot = "email" | "sms" | "whatsapp" | "note";
export type DraftFile = wire.DraftFile;

/** What was typed and not sent. */
export type Draft = {
  text: string;
  /** Null: as proposed. */
  subject: string | null;
  cc: string;
  files: DraftFile[];
  /** What a model brought in that nobody here knows and the owner has not allowed, word by word. */
  foreign: string[];
};
export type KeptDraft = Draft & { slot: Slot };

/** What became of files that were chosen or dropped: a problem for each that cannot go along. */
export type Attached = { files: DraftFile[]; problems: Problem[] };

export type ComposerDesk = {
  /** What was typed to a customer and not sent, the newest first. */
  drafts: (customerId: string) => Promise<KeptDraft[]>;
  save: (customerId: string, drafts: KeptDraft[]) => Promise<void>;
  /** Asks the owner for files; none when the dialog is closed. */
  chooseFiles: (title: string) => Promise<Attached>;
  /** Keeps the bytes of something pasted. */
  upload: (file: File) => Promise<DraftFile>;
  note: (customerId: string, text: string) => Promise<string>;
  /** Puts the words of a message into the box of a channel, "" for its own; gives the channel. */
  takeBack: (deliveryId: string, channel: Slot | "") => Promise<Slot>;
  sendNow: (deliveryId: string) => Promise<QueuedReply>;
  /** The window waits a second for stay or leave before it closes. */
  onClosing: (listener: () => void) => () => void;
  /** The window is not closed until leave, or until it is to be closed again. */
  stay: () => Promise<void>;
  leave: () => Promise<void>;
  onDropped: (listener: (attached: Attached) => void) => () => void;
};

const closingEvent = "balcao:closing";
const droppedEvent = "balcao:dropped";

/** A file dialog stays open as long as the owner likes; 25 MB take a moment on an old disk. */
const asLongAsItTakes = 24 * 3_600_000;

const onWire = ({ slot, ...draft }: KeptDraft) =>
  ({ ...draft, channel: slot === "note" ? "" : slot }) as unknown as wire.Draft;

const fromWire = (draft: wire.Draft): KeptDraft => ({
  slot: (draft.channel || "note") as Slot,
  text: draft.text,
  subject: draft.subject ?? null,
  cc: draft.cc,
  files: draft.files,
  foreign: draft.foreign,
});

async function upload(file: File): Promise<DraftFile> {
  // As plain bytes: a File as the body ends the whole program on Linux (Wails 2.16, WebKitGTK 2.50).
  const body = await file.arrayBuffer();
  const door = await call<string>(bound.UploadPath());
  const response = await fetch(`${door}?name=${encodeURIComponent(file.name)}`, { method: "POST", body });
  const said: unknown = await response.json();
  if (!response.ok) throw new DeskError(said as Problem);
  return said as DraftFile;
}

/** Files dropped on the window reach Go by themselves, except on Windows, where the page must hand them over. */
let handsOverDrops = false;

function onDropped(listener: (attached: Attached) => void): () => void {
  if (!handsOverDrops) OnFileDrop(() => undefined, false);
  handsOverDrops = true;
  return EventsOn(droppedEvent, listener);
}

export const composer: ComposerDesk = {
  drafts: async (customerId) => (await call<wire.Draft[]>(bound.Drafts(customerId))).map(fromWire),
  save: (customerId, drafts) => call(bound.Save(customerId, drafts.map(onWire))),
  chooseFiles: (title) => call(bound.ChooseFiles(title), asLongAsItTakes),
  upload,
  note: (customerId, text) => call(bound.Note(customerId, text)),
  takeBack: (deliveryId, channel) => call(bound.TakeBack(deliveryId, channel)),
  sendNow: (deliveryId) => call(bound.SendNow(deliveryId)),
  onClosing: (listener) => EventsOn(closingEvent, listener),
  stay: () => call(bound.Stay()),
  leave: () => call(bound.Leave()),
  onDropped,
};
