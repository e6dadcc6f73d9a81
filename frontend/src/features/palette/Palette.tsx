import ListFilter from "lucide-react/icons/list-filter";
import NotebookPen from "lucide-react/icons/notebook-pen";
import SearchIcon from "lucide-react/icons/search";
import ShoppingBag from "lucide-react/icons/shopping-bag";
import Ticket from "lucide-react/icons/ticket";
import { useId, useRef, useState } from "react";
import { useReadAhead } from "../../api/readAhead";
import { asksSomething, useFind } from "../../api/searching";
import type { CustomerHit, MessageHit } from "../../api/types";
import { useFewCases } from "../../api/useCases";
import { useWords } from "../../i18n/react";
import type { Translate } from "../../i18n/translate";
import { useAvailableCommands } from "../../lib/commands";
import { contactIn } from "../../lib/contact";
import { useEnter } from "../../lib/enter";
import type { CommandId } from "../../lib/keymap";
import { money } from "../../lib/money";
import { useNow } from "../../lib/now";
import { sectionCommand, settingsSections } from "../../lib/sections";
import { listTime } from "../../lib/time";
import { Avatar } from "../../ui/Avatar";
import { CommandIcon } from "../../ui/CommandIcon";
import { ChannelShape } from "../../ui/channel";
import { Hidden } from "../../ui/Hidden";
import { Key, KeyOf } from "../../ui/Keys";
import { Marked } from "../../ui/Marked";
import { Sheet } from "../../ui/Sheet";
import { activeIndex, type Mode, type Option, sections } from "./options";
import styles from "./palette.module.css";

/** As many messages as leave room for people and actions; all of them are on the search page. */
const fewMessages = 6;
/** As many cases as leave room for messages; the place of the cases has all of them. */
const fewCases = 3;
/** How far the page keys go. */
const pageStep = 8;

/** Commands that begin with the customer in front, and what they are called then. */
const aboutCustomer: { readonly [C in CommandId]?: "palette.logCall" | "palette.logVisit" } = {
  "logbook.open": "palette.logCall",
  "logbook.visit": "palette.logVisit",
};

export type Choice = {
  onCustomer: (customerId: string) => void;
  onCase: (caseId: string) => void;
  onMessage: (hit: MessageHit, typed: string) => void;
  onAction: (command: CommandId) => void;
  onAll: (typed: string) => void;
  onCreate: (typed: string) => void;
};

type Props = Choice & {
  mode: Mode;
  recent: CustomerHit[];
  /** Who is in front of the owner, by name: some actions are about her. */
  inFront: string | null;
  onClose: () => void;
};

/** People, messages and actions in one field. It opens without animation, and results replace each other without a gap. */
export function Palette({ mode, recent, inFront, onClose, ...choice }: Props) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const typed = text.trim();
  const titleOf = (command: CommandId) => {
    const about = inFront === null ? undefined : aboutCustomer[command];
    return about && inFront !== null ? t(about, { name: inFront }) : t(`command.${command}`);
  };
  const alsoOf = (command: CommandId) => {
    const section = settingsSections.find((each) => sectionCommand(each) === command);
    return section === undefined ? "" : `${t(`settings.${section}`)} ${t(`settings.${section}.also`)}`;
  };
  const { options, groups, settled } = useOptions(mode, typed, recent, titleOf, alsoOf);
  const [chosen, setChosen] = useState<string | null>(null);
  const at = activeIndex(options, chosen);
  const active = options[at];
  useReadAhead(active?.kind === "customer" ? active.hit.customerId : null);
  const list = useRef<HTMLDivElement>(null);
  const ids = useId();
  const idOf = (option: Option) => `${ids}-${option.key.replaceAll(" ", "-")}`;

  const choose = (option: Option) => {
    if (option.kind === "customer") choice.onCustomer(option.hit.customerId);
    else if (option.kind === "case") choice.onCase(option.found.id);
    else if (option.kind === "message") choice.onMessage(option.hit, typed);
    else if (option.kind === "action") choice.onAction(option.command);
    else if (option.kind === "create") choice.onCreate(typed);
    else choice.onAll(typed);
  };
  const enter = useEnter(typed, settled, () => active && choose(active));

  const move = (to: number) => {
    const option = options[Math.min(Math.max(to, 0), options.length - 1)];
    if (!option) return;
    setChosen(option.key);
    document.getElementById(idOf(option))?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const to: Record<string, number> = {
      ArrowDown: at + 1 === options.length ? 0 : at + 1,
      ArrowUp: at <= 0 ? options.length - 1 : at - 1,
      PageDown: at + pageStep,
      PageUp: at - pageStep,
    };
    const next = to[event.key];
    if (next !== undefined) move(next);
    else if (event.key === "Enter") enter(chosen !== null);
    else if (event.key === "Tab") move(at + (event.shiftKey ? -1 : 1));
    else if (!(event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) return;
    else onClose();
    event.preventDefault();
  };

  const results = options.length > 0;
  return (
    <Sheet label={t(mode === "all" ? "palette.label" : "palette.new")} className={styles.palette} onClose={onClose}>
      <div className={styles.query}>
        <SearchIcon size="1.25rem" strokeWidth={1.9} />
        <input
          type="text"
          role="combobox"
          aria-expanded={results}
          aria-controls={results ? `${ids}-list` : undefined}
          aria-activedescendant={active ? idOf(active) : undefined}
          aria-autocomplete="list"
          aria-label={t(mode === "all" ? "palette.label" : "palette.new")}
          placeholder={t(mode === "all" ? "palette.placeholder" : "palette.newFor")}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- who opens the palette types
          autoFocus
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(null);
            list.current?.scrollTo(0, 0);
          }}
          onKeyDown={onKeyDown}
        />
        <span aria-hidden="true">
          <Key name="escape" />
        </span>
      </div>
      {results ? (
        <div ref={list} id={`${ids}-list`} role="listbox" aria-label={t("palette.results")} className={styles.options}>
          {groups.map((group) => (
            <div key={group.name} role="group" aria-labelledby={`${ids}-${group.name}`}>
              <div id={`${ids}-${group.name}`} role="presentation" className={styles.heading}>
                {t(`palette.${group.name}`)}
              </div>
              {group.options.map((option) => (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's
                <div
                  key={option.key}
                  id={idOf(option)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={option === active}
                  className={styles.option}
                  data-kind={option.kind}
                  onPointerMove={() => setChosen(option.key)}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => choose(option)}
                >
                  <OptionLine option={option} active={option === active} titleOf={titleOf} />
                </div>
              ))}
            </div>
          ))}
        </div>
      ) : (
        <div className={styles.none}>
          {settled && typed !== "" && (
            <>
              <p>{t("search.none", { query: typed })}</p>
              <p>{t("search.noneHint")}</p>
            </>
          )}
        </div>
      )}
      <div className={styles.foot} aria-hidden="true">
        <span>
          <Key name="arrowup" /> <Key name="arrowdown" /> {t("palette.choose")}
        </span>
        <span>
          <Key name="enter" /> {t("palette.open")}
        </span>
        <span className={styles.hint}>{t(mode === "all" ? "palette.hint" : "palette.newHint")}</span>
      </div>
      <Hidden>
        <span role="status">{settled && typed !== "" && t("palette.count", { n: options.length })}</span>
      </Hidden>
    </Sheet>
  );
}

type Words = (command: CommandId) => string;

/** What there is to choose now. Settled: it belongs to what is typed, and not to what was typed before. */
function useOptions(mode: Mode, typed: string, recent: CustomerHit[], titleOf: Words, alsoOf: Words) {
  const { available } = useAvailableCommands();
  const found = useFind({ text: typed }, "palette", { limit: fewMessages });
  const { customers, messages } = found;
  const wanted = mode === "all" ? typed : "";
  const matters = useFewCases(wanted, fewCases);
  const cases = (wanted !== "" && matters.data?.cases) || [];
  // Cases that cannot be found keep nobody from the rest.
  const settled =
    !asksSomething({ text: typed }) ||
    (!found.isPending &&
      !found.isPlaceholderData &&
      (wanted === "" || matters.isError || (!matters.isPending && !matters.isPlaceholderData)));
  // Until the results of what is typed are here, everything stays as it was for what was typed before.
  const [shown, setShown] = useState(typed);
  if (settled && shown !== typed) setShown(typed);
  const newcomer = customers.length === 0 ? contactIn(shown) : null;
  const groups = sections({
    mode,
    typed: shown,
    recent,
    customers,
    cases,
    messages,
    newcomer,
    available,
    titleOf,
    alsoOf,
  });
  return { groups, options: groups.flatMap((group) => group.options), settled };
}

type LineProps = { option: Option; active: boolean; titleOf: Words };

function OptionLine({ option, active, titleOf }: LineProps) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const enter = active && (
    <span aria-hidden="true">
      <Key name="enter" />
    </span>
  );
  switch (option.kind) {
    case "customer":
      return (
        <>
          <span className={styles.lead} data-avatar>
            <Avatar id={option.hit.customerId} name={option.hit.name} />
          </span>
          <span className={styles.words} dir="auto">
            {option.hit.name}
          </span>
          {option.hit.detail !== option.hit.name && <span className={styles.more}>{option.hit.detail}</span>}
          {enter}
        </>
      );
    case "case":
      return (
        <>
          <span className={styles.lead}>
            <Ticket size="1.25rem" strokeWidth={1.9} />
          </span>
          <span className={styles.words} dir="auto">
            <span className={styles.number}>{option.found.protocol}</span>
            {option.found.begins !== "" && ` · ${option.found.begins}`}
          </span>
          <span className={styles.more}>
            <span className={styles.who} dir="auto">
              {option.found.name}
            </span>
            <span>· {t(`case.state.${option.found.state}`)}</span>
          </span>
          {enter}
        </>
      );
    case "message":
      return (
        <>
          <Source hit={option.hit} />
          <span className={styles.words} dir="auto">
            <Snippet hit={option.hit} />
          </span>
          <span className={styles.more}>
            <span className={styles.who} dir="auto">
              {option.hit.name}
            </span>
            {option.hit.kind === "purchase" && <span>· {money(option.hit.cents, option.hit.currency, locale)}</span>}
            <span>· {listTime(now, option.hit.at, locale)}</span>
          </span>
          {enter}
        </>
      );
    case "action":
      return (
        <>
          <span className={styles.lead}>
            <CommandIcon command={option.command} />
          </span>
          <span className={styles.words} dir="auto">
            {titleOf(option.command)}
          </span>
          <KeyOf command={option.command} />
        </>
      );
    case "create":
      return (
        <>
          <span className={styles.lead}>
            <CommandIcon command="customers.new" />
          </span>
          <span className={styles.words}>{t(`newcomer.with.${option.contact}`)}</span>
          {enter}
        </>
      );
    default:
      return (
        <>
          <span className={styles.lead}>
            <ListFilter size="1.25rem" strokeWidth={1.9} />
          </span>
          <span className={styles.words}>{t("palette.all")}</span>
          {enter}
        </>
      );
  }
}

/** Where a message came from, or that it is a note or a purchase. */
function Source({ hit }: { hit: MessageHit }) {
  const { t } = useWords();
  return (
    <span className={styles.lead} data-channel={hit.channel || undefined}>
      {hit.kind === "purchase" && <ShoppingBag size="1.25rem" strokeWidth={1.9} />}
      {hit.kind === "note" && <NotebookPen size="1.25rem" strokeWidth={1.9} />}
      {hit.channel !== "" && <ChannelShape channel={hit.channel} size="1.25rem" />}
      <Hidden>{sourceWord(hit, t)}: </Hidden>
    </span>
  );
}

const sourceWord = (hit: MessageHit, t: Translate) =>
  hit.channel === "" ? t(hit.kind === "purchase" ? "purchase.byline" : "note") : t(`channel.${hit.channel}`);

function Snippet({ hit }: { hit: MessageHit }) {
  const { t } = useWords();
  if (hit.snippet.trim() !== "") return <Marked text={hit.snippet} />;
  if (hit.placeholder !== "") return t(`placeholder.${hit.placeholder}`);
  return hit.subject || t("row.file");
}
