export namespace preference {
	
	export interface Day {
	    open: boolean;
	    from: number;
	    to: number;
	}
	export interface Hours {
	    replyHours: number;
	    onlyOpen: boolean;
	    week: Day[];
	    holidays: string[];
	}
	export interface Shop {
	    name: string;
	}
	export interface Notices {
	    on: boolean;
	    hideText: boolean;
	    openHoursOnly: boolean;
	}
	export interface Keys {
	    letters: boolean;
	    changed: Record<string, Array<string>>;
	}
	export interface Behalf {
	    off: string[];
	}
	export interface Telling {
	    email: boolean;
	    sms: boolean;
	    whatsapp: boolean;
	}
	export interface Listing {
	    oldestFirst: boolean;
	    byValue: boolean;
	    openNext: boolean;
	}
	export interface Writing {
	    ctrlEnter: boolean;
	    undoSeconds: number;
	}
	export interface Look {
	    language: string;
	    theme: string;
	    text: string;
	}
	export interface All {
	    look: Look;
	    writing: Writing;
	    listing: Listing;
	    telling: Telling;
	    behalf: Behalf;
	    signature: string;
	    keys: Keys;
	    notices: Notices;
	    shop: Shop;
	    document: string;
	    hours: Hours;
	}
	export interface Assist {
	    baseUrl: string;
	    model: string;
	    accepted: string;
	    tone: string;
	    keyed: boolean;
	    maskLocal: boolean;
	    priceIn: number;
	    priceOut: number;
	    cap: number;
	    currency: string;
	}
	
	
	
	
	
	
	
	
	

}

export namespace window {
	
	export interface AboutFacts {
	    version: string;
	    sqlite: string;
	    dir: string;
	}
	export interface FirstReading {
	    at: number;
	    done: number;
	    total: number;
	}
	export interface Problem {
	    code: string;
	    params: Record<string, string>;
	}
	export interface AccountCard {
	    id: string;
	    connectionId: string;
	    kind: string;
	    channel: string;
	    address: string;
	    dial: string;
	    ownDomain: string;
	    keySid: string;
	    lastOk: number;
	    since: number;
	    problem?: Problem;
	    reading?: FirstReading;
	}
	export interface AccountHealth {
	    id: string;
	    name: string;
	    lastOk: number;
	    since: number;
	    problem?: Problem;
	    reading?: FirstReading;
	}
	export interface Act {
	    id: string;
	    caseId: string;
	    kind: string;
	    rule: string;
	    at: number;
	    customerId: string;
	    name: string;
	    protocol: string;
	    openId: string;
	    messageId: string;
	    channel: string;
	    direction: string;
	    snippet: string;
	    undone: boolean;
	    undoable: boolean;
	}
	export interface ActsPage {
	    acts: Act[];
	    next: string;
	}
	export interface Adding {
	    customerId: string;
	    done: string;
	}
	export interface Address {
	    id: string;
	    channel: string;
	    address: string;
	    label: string;
	}
	export interface Told {
	    purpose: string;
	    status: string;
	    source: string;
	    saidAt: number;
	}
	export interface Allowed {
	    identityId: string;
	    channel: string;
	    address: string;
	    stopped: boolean;
	    asked: Told[];
	}
	export interface AssistAsk {
	    customerId: string;
	    channel: string;
	    task: string;
	    text: string;
	    language: string;
	    sequence: string;
	}
	export interface AssistSource {
	    kind: string;
	    id: string;
	}
	export interface AssistDifference {
	    kind: string;
	    now: string;
	    before: string;
	    source: AssistSource;
	}
	export interface AssistPayload {
	    host: string;
	    place: string;
	    model: string;
	    masked: boolean;
	    accepted: boolean;
	    body: string;
	    reason: string;
	}
	export interface AssistPreset {
	    name: string;
	    baseUrl: string;
	}
	export interface AssistForeign {
	    kind: string;
	    text: string;
	}
	export interface AssistReply {
	    text: string;
	    language: string;
	    used: AssistSource[];
	    missing: string[];
	    handover: boolean;
	    reason: string;
	    words: string;
	    blocked: AssistForeign[];
	    gaps: string[];
	    tooLong: boolean;
	    otherTongue: string;
	    differences: AssistDifference[];
	    unfounded: string[];
	    model: string;
	    host: string;
	    place: string;
	    cost: number;
	}
	
	export interface AssistTerms {
	    baseUrl: string;
	    model: string;
	    accepted: string;
	    tone: string;
	    keyed: boolean;
	    maskLocal: boolean;
	    priceIn: number;
	    priceOut: number;
	    cap: number;
	    currency: string;
	    on: boolean;
	    host: string;
	    place: string;
	    monthCost: number;
	    presets: AssistPreset[];
	}
	export interface AssistTrial {
	    models: string[];
	    model: string;
	    host: string;
	    place: string;
	    latencyMs: number;
	}
	export interface DraftFile {
	    name: string;
	    size: number;
	    sha256: string;
	}
	export interface Attached {
	    files: DraftFile[];
	    problems: Problem[];
	}
	export interface Attachment {
	    id: string;
	    name: string;
	    type: string;
	    size: number;
	    here: boolean;
	    kind: string;
	    inline: boolean;
	    url: string;
	    small: string;
	}
	export interface Filter {
	    segments: string[];
	    tags: string[];
	    withoutTags: string[];
	    contactWithin: number;
	    noContactFor: number;
	    reached: string[];
	    wrote: string[];
	    classes: string[];
	    classesWithin: number;
	    birthdayWithin: number;
	    birthdayMonth: boolean;
	    boughtWithin: number;
	    notBoughtFor: number;
	}
	export interface Audience {
	    id: string;
	    name: string;
	    filter: Filter;
	}
	export interface AudienceSaved {
	    id: string;
	    done: string;
	}
	export interface YearSum {
	    year: number;
	    cents: number;
	}
	export interface Purchase {
	    id: string;
	    at: number;
	    what: string;
	    cents: number;
	    currency: string;
	    where: string;
	    returned: number;
	    cancelled: boolean;
	}
	export interface Bought {
	    last: Purchase[];
	    segment: string;
	    r: number;
	    f: number;
	    v: number;
	    ownCuts: boolean;
	    cents: number;
	    currency: string;
	    purchases: number;
	    average: number;
	    forecast: number;
	    perYear: number;
	    forecastYears: number;
	    days: number;
	    times: number;
	    yearCents: number;
	    years: YearSum[];
	}
	export interface CampaignWording {
	    text: string;
	    template: string;
	    vars: Record<string, string>;
	}
	export interface Campaign {
	    id: string;
	    medium: string;
	    subject: string;
	    wordings: CampaignWording[];
	    date: number;
	    until: number;
	    segment: string;
	    customers: string[];
	}
	export interface CampaignSegment {
	    id: string;
	    name: string;
	}
	export interface CampaignChoices {
	    media: string[];
	    segments: CampaignSegment[];
	}
	export interface CampaignPerson {
	    customerId: string;
	    was: string;
	    name: string;
	    address: string;
	    messageId: string;
	    calledAt: number;
	}
	export interface CampaignGroup {
	    name: string;
	    n: number;
	    people: CampaignPerson[];
	}
	export interface CampaignHalf {
	    sent: number;
	    answered: number;
	}
	
	export interface CampaignSample {
	    name: string;
	    address: string;
	    subject: string;
	    text: string;
	    signature: string;
	}
	export interface CampaignPreview {
	    total: number;
	    goes: CampaignGroup;
	    passed: CampaignGroup[];
	    problem?: Problem;
	    samples: CampaignSample[];
	    begins: number;
	    endless: boolean;
	}
	export interface CampaignResults {
	    campaign: Campaign;
	    state: string;
	    begunAt: number;
	    changedAt: number;
	    begins: number;
	    goesTo: number;
	    figures: CampaignGroup[];
	    passed: CampaignGroup[];
	    cents: number;
	    currency: string;
	    halves: CampaignHalf[];
	    comparison: string;
	}
	
	export interface CampaignSaved {
	    id: string;
	    done: string;
	}
	
	
	export interface MissingChannel {
	    channel: string;
	    why: string;
	}
	export interface ReplyChannel {
	    channel: string;
	    to: string;
	    windowUntil: number;
	    windowed: boolean;
	    subject: boolean;
	    maxText: number;
	    maxFiles: number;
	}
	export interface Card {
	    customerId: string;
	    name: string;
	    state: string;
	    snoozedUntil: number;
	    junk: boolean;
	    since: number;
	    addresses: Address[];
	    channels: ReplyChannel[];
	    missing: MissingChannel[];
	    proposed: string;
	    subject: string;
	}
	export interface CaseMessage {
	    id: string;
	    at: number;
	    channel: string;
	    direction: string;
	    snippet: string;
	}
	export interface CaseStep {
	    kind: string;
	    at: number;
	    channel: string;
	    until: number;
	    words: string;
	    afterMs: number;
	}
	export interface CaseStory {
	    id: string;
	    protocol: string;
	    customerId: string;
	    name: string;
	    state: string;
	    class: string;
	    openedAt: number;
	    closedAt: number;
	    promisedAt: number;
	    promise: string;
	    toldAt: number;
	    earlierId: string;
	    numbers: string[];
	    channels: string[];
	    messages: number;
	    lastAt: number;
	    begins: string;
	    suggested: string;
	    steps: CaseStep[];
	    items: CaseMessage[];
	}
	export interface CaseSummary {
	    id: string;
	    protocol: string;
	    customerId: string;
	    name: string;
	    state: string;
	    class: string;
	    openedAt: number;
	    closedAt: number;
	    promisedAt: number;
	    promise: string;
	    toldAt: number;
	    earlierId: string;
	    numbers: string[];
	    channels: string[];
	    messages: number;
	    lastAt: number;
	    begins: string;
	    suggested: string;
	}
	export interface CasesPage {
	    cases: CaseSummary[];
	    exact: boolean;
	    more: boolean;
	    next: string;
	}
	export interface CasesQuery {
	    text: string;
	    state: string;
	    cursor: string;
	    limit: number;
	    sequence: string;
	    turn: number;
	}
	export interface Complained {
	    caseId: string;
	    done: string;
	}
	export interface ConsentPlace {
	    identityId: string;
	    channel: string;
	}
	export interface ContactLine {
	    channel: string;
	    address: string;
	}
	export interface Hint {
	    messageId: string;
	    kind: string;
	    number: string;
	    caseId: string;
	    customerId: string;
	    name: string;
	}
	export interface CustomerCases {
	    cases: CaseSummary[];
	    hints: Hint[];
	}
	export interface CustomerHit {
	    customerId: string;
	    name: string;
	    detail: string;
	}
	export interface CustomerRow {
	    customerId: string;
	    name: string;
	    address: string;
	    channels: string[];
	    tags: string[];
	    lastAt: number;
	    machine: boolean;
	}
	export interface CustomersPage {
	    rows: CustomerRow[];
	    total: number;
	}
	export interface CustomersQuery {
	    text: string;
	    filter: Filter;
	    machines: boolean;
	    byContact: boolean;
	    offset: number;
	    limit: number;
	}
	export interface Cuts {
	    own: boolean;
	    buyers: number;
	    parts: number;
	    currency: string;
	    days: number[];
	    times: number[];
	    cents: number[];
	}
	export interface Delivery {
	    id: string;
	    state: string;
	    notBefore: number;
	    planned: boolean;
	    updatedAt: number;
	    problem?: Problem;
	}
	export interface Detail {
	    name: string;
	    value: string;
	}
	export interface Description {
	    name?: string;
	    document?: string;
	    birthday?: string;
	    notes?: string;
	    group?: boolean;
	    postal: string[];
	    details: Detail[];
	}
	
	export interface Differing {
	    field: string;
	    kept: string;
	    other: string;
	}
	export interface Draft {
	    channel: string;
	    subject?: string;
	    cc: string;
	    text: string;
	    files: DraftFile[];
	    foreign: string[];
	}
	
	export interface Person {
	    customerId: string;
	    name: string;
	    contacts: ContactLine[];
	}
	export interface Duplicate {
	    a: Person;
	    b: Person;
	    reasons: string[];
	}
	export interface Edit {
	    event: string;
	    at: number;
	    field: string;
	    name: string;
	    from: string;
	    to: string;
	    merged: boolean;
	    undone: boolean;
	    undoable: boolean;
	}
	export interface Face {
	    locale: string;
	    demo: boolean;
	    version: string;
	    connect: boolean;
	    preferences: preference.All;
	}
	export interface FieldName {
	    field: string;
	    language: string;
	    name: string;
	}
	
	export interface FindQuery {
	    text: string;
	    customerId: string;
	    part: string;
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
	
	export interface FoundNumber {
	    channel: string;
	    address: string;
	    shown: string;
	    name: string;
	    warning: string;
	}
	export interface Health {
	    checkedAt: number;
	    checking: boolean;
	    offline: boolean;
	    since: number;
	    accounts: AccountHealth[];
	    stopped?: Problem;
	    locked: boolean;
	    fresh: boolean;
	}
	
	export interface Scored {
	    score: number;
	    best: number;
	    high: boolean;
	    low: boolean;
	}
	export interface HistoryLine {
	    kind: string;
	    id: string;
	    from: number;
	    to: number;
	    channel: string;
	    messages: number;
	    direction: string;
	    placeholder: string;
	    text: string;
	    files: number;
	    class: string;
	    purchase?: Purchase;
	    answer?: Scored;
	    medium: string;
	    seen: boolean;
	}
	export interface HistoryPage {
	    lines: HistoryLine[];
	    next: string;
	}
	export interface HistoryQuery {
	    customerId: string;
	    part: string;
	    channel: string;
	    before: number;
	    cursor: string;
	    limit: number;
	}
	export interface ImportAsk {
	    kind: string;
	    phone: string;
	    shop: string;
	    order: string;
	    columns: string[];
	    place: string;
	    home: string;
	    work: string;
	}
	export interface ImportBad {
	    where: string;
	    reason: string;
	}
	export interface ImportLeft {
	    reason: string;
	    count: number;
	    where: string[];
	}
	export interface ImportMade {
	    id: string;
	    kind: string;
	    file: string;
	    at: number;
	    messages: number;
	    new: number;
	    updated: number;
	    bought: number;
	    undoneAt: number;
	}
	export interface ImportSample {
	    where: string;
	    at: number;
	    what: string;
	    cents: number;
	    currency: string;
	    customer: string;
	    ref: string;
	}
	export interface ImportTable {
	    headings: string[];
	    columns: Record<string, number>;
	}
	export interface ImportSales {
	    customers: number;
	    here: number;
	    table?: ImportTable;
	    sample: ImportSample[];
	    bad: ImportBad[];
	    same: number[];
	}
	export interface ImportReport {
	    id: string;
	    read: number;
	    new: number;
	    updated: number;
	    left: ImportLeft[];
	    stopped: boolean;
	    shop: string;
	    customer: string;
	    phone: string;
	    sales?: ImportSales;
	}
	
	
	
	export interface ImportUndone {
	    messages: number;
	    customers: number;
	    updated: number;
	    bought: number;
	    stayed: ImportLeft[];
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
	    promisedAt: number;
	    unread: number;
	    overdue: boolean;
	    failed: boolean;
	    draft: boolean;
	    junk: boolean;
	    segment: string;
	    value: number;
	    currency: string;
	    tags: string[];
	}
	export interface InboxPage {
	    rows: InboxRow[];
	    next: string;
	}
	export interface InboxQuery {
	    state: string;
	    oldestFirst: boolean;
	    byValue: boolean;
	    cursor: string;
	    limit: number;
	}
	
	export interface Jargon {
	    word: string;
	    plain: string;
	}
	export interface Moved {
	    kind: string;
	    day: number;
	    channel: string;
	    id: string;
	    seen: boolean;
	    n: number;
	    cents: number;
	}
	export interface Journey {
	    since: number;
	    today: number;
	    currency: string;
	    points: Moved[];
	}
	export interface LetterView {
	    url: string;
	    remote: number;
	    pictures: boolean;
	    trusted: boolean;
	    sender: string;
	}
	export interface LinkView {
	    url: string;
	    kind: string;
	    host: string;
	    readable: string;
	    text: string;
	    flags: string[];
	}
	export interface MailServer {
	    user: string;
	    imapHost: string;
	    imapSecurity: string;
	    smtpHost: string;
	    smtpSecurity: string;
	}
	export interface MailForm {
	    address: string;
	    password: string;
	    server: MailServer;
	}
	export interface MailPlan {
	    provider: string;
	    appPassword: boolean;
	    passwordPage: string;
	    oauthOnly: boolean;
	    switchOn: boolean;
	    server: MailServer;
	}
	
	export interface MergePreview {
	    kept: Person;
	    other: Person;
	    messages: number;
	    purchases: number;
	    tags: string[];
	    notes: boolean;
	    state: string;
	    differing: Differing[];
	}
	export interface MessageHit {
	    kind: string;
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
	    cents: number;
	    currency: string;
	}
	
	
	export interface NewCase {
	    caseId: string;
	    done: string;
	}
	export interface Newcomer {
	    name: string;
	    phones: string[];
	    email: string;
	}
	export interface Trial {
	    receive?: Problem;
	    send?: Problem;
	}
	export interface NumbersFound {
	    trial: Trial;
	    numbers: FoundNumber[];
	}
	export interface OwnCuts {
	    days: number[];
	    times: number[];
	    value: string[];
	}
	export interface PasswordChange {
	    accountId: string;
	    keySid: string;
	    password: string;
	}
	
	export interface Wording {
	    language: string;
	    text: string;
	    email: string;
	    chat: string;
	    sms: string;
	}
	export interface Phrase {
	    id: string;
	    kind: string;
	    used: number;
	    word: string;
	    title: string;
	    closing: boolean;
	    wordings: Wording[];
	    question: string;
	    answer: string;
	    words: string;
	    until: number;
	}
	export interface PhraseAsk {
	    phraseId: string;
	    text: string;
	    customerId: string;
	    caseId: string;
	    channel: string;
	    language: string;
	    given: Record<string, string>;
	}
	export interface PhraseFilled {
	    text: string;
	    language: string;
	    missing: string[];
	}
	export interface PhraseList {
	    replies: Phrase[];
	    answers: Phrase[];
	}
	export interface PhraseSaved {
	    id: string;
	    done: string;
	}
	export interface Point {
	    id: string;
	    channel: string;
	    address: string;
	    label: string;
	    seenName: string;
	    homeId: string;
	    verified: boolean;
	    preferred: boolean;
	    barred: boolean;
	    removable: boolean;
	    messages: number;
	    firstAt: number;
	    lastAt: number;
	}
	
	export interface Profile {
	    customerId: string;
	    name: string;
	    document: string;
	    documentDoubt: string;
	    birthday: string;
	    postal: string[];
	    details: Detail[];
	    group: boolean;
	    notes: string;
	    tags: string[];
	    points: Point[];
	    messages: number;
	    since: number;
	    alike: Duplicate[];
	}
	
	export interface PurchaseSheet {
	    customerId: string;
	    what: string;
	    value: string;
	    at: number;
	    where: string;
	    kind: string;
	}
	export interface QueuedReply {
	    messageId: string;
	    deliveryId: string;
	}
	export interface Removal {
	    unsent: number;
	    last: boolean;
	}
	export interface TemplateChoice {
	    sid: string;
	    vars: Record<string, string>;
	}
	export interface Reply {
	    id: string;
	    customerId: string;
	    channel: string;
	    subject: string;
	    cc: string;
	    text: string;
	    files: DraftFile[];
	    holdMs: number;
	    at: number;
	    number: string;
	    template?: TemplateChoice;
	}
	
	export interface SurveyReply {
	    id: string;
	    customerId: string;
	    name: string;
	    messageId: string;
	    at: number;
	    channel: string;
	    point: string;
	    scale: string;
	    score: number;
	    best: number;
	    low: boolean;
	    text: string;
	}
	export interface Satisfaction {
	    mean: number;
	    answered: number;
	    last: SurveyReply[];
	}
	export interface Saying {
	    id: string;
	    channel: string;
	    address: string;
	    status: string;
	    purposes: string[];
	    source: string;
	    basis: string;
	    messageId: string;
	    saidAt: number;
	    at: number;
	    byOwner: boolean;
	    wording: string;
	    undone: boolean;
	    undoable: boolean;
	}
	
	export interface SearchResults {
	    customers: CustomerHit[];
	    messages: MessageHit[];
	    next: string;
	    total: number;
	    exact: boolean;
	}
	export interface Sheet {
	    caseId: string;
	    protocol: string;
	    channel: string;
	    direction: string;
	    customerId: string;
	    number: string;
	    name: string;
	    text: string;
	    class: string;
	    at: number;
	    intoId: string;
	    told: boolean;
	    then: string;
	    until: number;
	}
	export interface SheetEntry {
	    messageId: string;
	    customerId: string;
	    protocol: string;
	}
	export interface Splitting {
	    customerId: string;
	    done: string;
	}
	export interface Spoken {
	    language: string;
	    chosen: boolean;
	}
	export interface SurveyFigures {
	    asked: number;
	    answered: number;
	    index: number;
	    mean: number;
	    counts: number[];
	    compares: boolean;
	}
	export interface SurveyMark {
	    id: string;
	    point: string;
	    scale: string;
	    worst: number;
	    best: number;
	    asks: boolean;
	    answered: boolean;
	    score: number;
	    low: boolean;
	    byHand: boolean;
	    elsewhere: boolean;
	}
	export interface SurveyPart {
	    of: string;
	    figures: SurveyFigures;
	}
	export interface SurveyQuery {
	    days: number;
	    scale: string;
	    point: string;
	    channel: string;
	    class: string;
	    score: number;
	    cursor: string;
	}
	export interface SurveyReplies {
	    list: SurveyReply[];
	    next: string;
	}
	
	export interface SurveySkip {
	    reason: string;
	    n: number;
	}
	export interface SurveyResult {
	    scale: string;
	    worst: number;
	    best: number;
	    figures: SurveyFigures;
	    points: SurveyPart[];
	    channels: SurveyPart[];
	    classes: SurveyPart[];
	}
	export interface SurveyReport {
	    results: SurveyResult[];
	    skipped: SurveySkip[];
	    enough: number;
	}
	
	
	export interface SurveyWording {
	    language: string;
	    text: string;
	}
	export interface SurveyTouch {
	    point: string;
	    scale: string;
	    delayHours: number;
	    wordings: SurveyWording[];
	}
	
	export interface TagCount {
	    tag: string;
	    customers: number;
	}
	export interface TemplateVariable {
	    name: string;
	    sample: string;
	}
	export interface Template {
	    sid: string;
	    name: string;
	    language: string;
	    category: string;
	    status: string;
	    reason: string;
	    text: string;
	    variables: TemplateVariable[];
	    updatedAt: number;
	}
	
	export interface TemplatePreview {
	    text: string;
	    missing: string[];
	}
	
	export interface TimelineItem {
	    kind: string;
	    id: string;
	    channel: string;
	    direction: string;
	    at: number;
	    from: string;
	    cc: string;
	    subject: string;
	    text: string;
	    quoted: string;
	    rich: boolean;
	    placeholder: string;
	    auto: string;
	    damaged: boolean;
	    delivery?: Delivery;
	    attachments: Attachment[];
	    caseId: string;
	    protocol: string;
	    rule: string;
	    purchase?: Purchase;
	    survey?: SurveyMark;
	    campaign: string;
	    medium: string;
	}
	export interface TimelinePage {
	    items: TimelineItem[];
	    next: string;
	    newer: string;
	}
	
	
	export interface TwilioForm {
	    accountSid: string;
	    keySid: string;
	    secret: string;
	    apiUrl: string;
	    sms: string[];
	    whatsapp: string[];
	}
	

}

