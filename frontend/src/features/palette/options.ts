import type { Case } from "../../api/cases";
import type { CustomerHit, MessageHit } from "../../api/types";
import { beginsWords } from "../../lib/fold";
import { type CommandId, regionOf } from "../../lib/keymap";

/** Everything, or only to whom a new message goes. */
export type Mode = "all" | "newMessage";

export type Option =
  | { kind: "customer"; key: string; hit: CustomerHit }
  | { kind: "case"; key: string; found: Case }
  | { kind: "message"; key: string; hit: MessageHit }
  | { kind: "action"; key: string; command: CommandId }
  | { kind: "create"; key: string; contact: "phone" | "email" }
  | { kind: "all"; key: string };

export type Section = { name: "recent" | "customers" | "cases" | "messages" | "actions"; options: Option[] };

type Offer = {
  mode: Mode;
  typed: string;
  recent: CustomerHit[];
  customers: CustomerHit[];
  cases: Case[];
  messages: MessageHit[];
  /** What is typed could reach somebody who is no customer yet. */
  newcomer: "phone" | "email" | null;
  /** The commands that can be run now, and what each is called. */
  available: readonly CommandId[];
  titleOf: (command: CommandId) => string;
  /** What else somebody may call it. */
  alsoOf: (command: CommandId) => string;
};

/** What the palette is, or what only leads back to where it was called from, is no action in it. */
const idle: ReadonlySet<CommandId> = new Set(["search.open", "back"]);

/** What belongs to the conversation in front comes first, what only moves about comes last. */
function rank(command: CommandId): number {
  if (/\.(next|previous)$/.test(command)) return 2;
  return regionOf(command) === "conversation" ? 0 : 1;
}

const customer = (hit: CustomerHit): Option => ({ kind: "customer", key: `customer ${hit.customerId}`, hit });

/**
 * What there is to choose. Nothing typed: what can be done now, and the customers of late. Else people first, then
 * cases, messages, and actions by name, before those that somebody may call so.
 */
export function sections(offer: Offer): Section[] {
  const { mode, typed, recent, customers, cases, messages, newcomer, available, titleOf, alsoOf } = offer;
  const offered = available.filter((command) => !idle.has(command)).toSorted((a, b) => rank(a) - rank(b));
  const isCalled = (command: CommandId) => typed === "" || beginsWords(titleOf(command), typed);
  const isMeant = (command: CommandId) => beginsWords(`${titleOf(command)} ${alsoOf(command)}`, typed);
  const actions = [...offered.filter(isCalled), ...offered.filter((command) => !isCalled(command) && isMeant(command))];
  const action = (command: CommandId): Option => ({ kind: "action", key: `action ${command}`, command });
  const create: Option[] = newcomer === null ? [] : [{ kind: "create", key: "create", contact: newcomer }];
  const list: Section[] = [];
  if (typed === "") {
    list.push({ name: "recent", options: recent.map(customer) });
  } else {
    list.push({ name: "customers", options: customers.map(customer) });
  }
  if (mode === "all" && typed !== "") {
    list.push({ name: "cases", options: cases.map((found) => ({ kind: "case", key: `case ${found.id}`, found })) });
  }
  if (mode === "all" && typed !== "" && messages.length > 0) {
    const options: Option[] = messages.map((hit) => ({ kind: "message", key: `message ${hit.messageId}`, hit }));
    list.push({ name: "messages", options: [...options, { kind: "all", key: "all" }] });
  }
  list.push({ name: "actions", options: mode === "all" ? [...create, ...actions.map(action)] : create });
  return list.filter((section) => section.options.length > 0);
}

/** The option that is active: the one chosen by key, else the first. */
export function activeIndex(options: Option[], key: string | null): number {
  const found = options.findIndex((option) => option.key === key);
  return found >= 0 ? found : options.length > 0 ? 0 : -1;
}
