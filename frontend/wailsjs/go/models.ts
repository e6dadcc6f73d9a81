export namespace window {
	
	export interface Problem {
	    code: string;
	    params: Record<string, string>;
	}
	export interface AccountHealth {
	    id: string;
	    name: string;
	    lastOk: number;
	    since: number;
	    problem?: Problem;
	}
	export interface Address {
	    id: string;
	    channel: string;
	    address: string;
	    label: string;
	}
	export interface Attachment {
	    id: string;
	    name: string;
	    type: string;
	    size: number;
	    here: boolean;
	}
	export interface ReplyChannel {
	    channel: string;
	    to: string;
	    windowUntil: number;
	    windowed: boolean;
	    subject: boolean;
	    maxText: number;
	}
	export interface Card {
	    customerId: string;
	    name: string;
	    state: string;
	    snoozedUntil: number;
	    addresses: Address[];
	    channels: ReplyChannel[];
	    proposed: string;
	    subject: string;
	}
	export interface CustomerHit {
	    customerId: string;
	    name: string;
	    detail: string;
	}
	export interface Delivery {
	    id: string;
	    state: string;
	    notBefore: number;
	    updatedAt: number;
	    problem?: Problem;
	}
	export interface Face {
	    locale: string;
	    demo: boolean;
	    version: string;
	}
	export interface FindQuery {
	    text: string;
	    customerId: string;
	    channel: string;
	    direction: string;
	    files: string;
	    from: number;
	    to: number;
	    cursor: string;
	    limit: number;
	    count: boolean;
	    sequence: string;
	    turn: number;
	}
	export interface Health {
	    checkedAt: number;
	    checking: boolean;
	    offline: boolean;
	    since: number;
	    accounts: AccountHealth[];
	    stopped?: Problem;
	    locked: boolean;
	}
	export interface InboxCounts {
	    reply: number;
	    waiting: number;
	    snoozed: number;
	    closed: number;
	}
	export interface InboxRow {
	    customerId: string;
	    name: string;
	    state: string;
	    channel: string;
	    direction: string;
	    snippet: string;
	    placeholder: string;
	    lastAt: number;
	    waitingSince: number;
	    unread: number;
	    overdue: boolean;
	    failed: boolean;
	}
	export interface InboxPage {
	    rows: InboxRow[];
	    next: string;
	}
	export interface InboxQuery {
	    state: string;
	    cursor: string;
	    limit: number;
	}
	
	export interface MessageHit {
	    messageId: string;
	    customerId: string;
	    name: string;
	    channel: string;
	    direction: string;
	    subject: string;
	    snippet: string;
	    placeholder: string;
	    files: boolean;
	    at: number;
	}
	
	export interface QueuedReply {
	    messageId: string;
	    deliveryId: string;
	}
	export interface Reply {
	    customerId: string;
	    channel: string;
	    subject: string;
	    text: string;
	    holdMs: number;
	}
	
	export interface SearchResults {
	    customers: CustomerHit[];
	    messages: MessageHit[];
	    next: string;
	    total: number;
	    exact: boolean;
	}
	export interface TimelineItem {
	    id: string;
	    channel: string;
	    direction: string;
	    at: number;
	    from: string;
	    subject: string;
	    text: string;
	    placeholder: string;
	    auto: string;
	    damaged: boolean;
	    delivery?: Delivery;
	    attachments: Attachment[];
	}
	export interface TimelinePage {
	    items: TimelineItem[];
	    next: string;
	    newer: string;
	}

}

