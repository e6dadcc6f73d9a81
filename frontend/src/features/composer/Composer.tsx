import NotebookPen from "lucide-react/icons/notebook-pen";
import { useEffect, useRef, useState } from "react";
import { useBox, useDrafts } from "../../api/box";
import type { AskPromises } from "../../api/closing";
import type { Slot } from "../../api/composer";
import { type Box, draftIn, holds } from "../../api/drafts";
import { useHealth } from "../../api/react";
import type { Card } from "../../api/types";
import { useCasesOf } from "../../api/useCases";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useNow } from "../../lib/now";
import { Button } from "../../ui/Button";
import { AssistMenu } from "./AssistMenu";
import { ChannelChoice } from "./ChannelChoice";
import styles from "./composer.module.css";
import { DraftStrip } from "./DraftStrip";
import { Files } from "./Files";
import { Foot } from "./Foot";
import { ForeignStrip } from "./ForeignStrip";
import { GuardStrip, JargonHint } from "./GuardStrip";
import { gapsIn } from "./gaps";
import { MailFields } from "./MailFields";
import { ReadyMenu } from "./ReadyMenu";
import { numberWord, obstacle, sends, slotOf, toldWith, withNumber } from "./rules";
import { Signature } from "./Signature";
import type { SourceLinks } from "./Sources";
import { Strips } from "./Strips";
import { Telling } from "./Telling";
import { TemplateForm } from "./TemplateForm";
import { TextField } from "./TextField";
import { useAttaching } from "./useAttaching";
import { useDrafting } from "./useDrafting";
import { useGuard } from "./useGuard";
import { useReadyReplies } from "./useReadyReplies";
import { type After, useSend } from "./useSend";
import { useTemplates } from "./useTemplates";

export const composerTextId = "composer-text";

type Props = {
  card: Card;
  links: SourceLinks;
  onClosing: AskPromises;
  /** Called after the conversation was closed or put off together with a reply. */
  onDone: () => void;
  /** Called when that was undone. */
  onReturn: () => void;
};

/** The reply box. Where nobody can be answered it says so, and takes notes. */
export function Composer(props: Props) {
  const { t } = useWords();
  const { customerId } = props.card;
  const box = useBox(customerId);
  const drafts = useDrafts();
  const slot = box && slotOf(props.card, box);
  const lost = box?.slot && box.slot !== slot ? box.slot : null;
  useEffect(() => {
    // Words on a channel that is no longer there come to the one that is.
    if (lost && slot) drafts.choose(customerId, lost, slot);
  }, [drafts, customerId, lost, slot]);
  useCommands({
    "conversation.note": {
      run: () => {
        if (box) drafts.choose(customerId, slot ?? "note", "note");
        focusText();
      },
    },
    "conversation.reply": {
      run: () => {
        if (box && slot === "note") drafts.choose(customerId, "note", firstReply(props.card, box) ?? "note");
        focusText();
      },
    },
  });
  if (!box) return <div className={styles.composer} aria-busy="true" />;
  if (!slot) {
    return (
      <div className={styles.none}>
        <p>{t("composer.noChannel")}</p>
        <Button look="line" onClick={() => drafts.choose(customerId, "note", "note")}>
          <NotebookPen size="1.125rem" />
          {t("composer.noteDown")}
        </Button>
      </div>
    );
  }
  return <Form key={customerId} {...props} box={box} slot={slot} />;
}

/** The text field may only be there after the next render. */
function focusText(): void {
  requestAnimationFrame(() => document.getElementById(composerTextId)?.focus());
}

/** Where a reply would go if the box did not stand on a note. */
function firstReply(card: Card, box: Box): Slot | undefined {
  return slotOf(card, { ...box, slot: null });
}

function Form({ card, links, box, slot, onClosing, onDone, onReturn }: Props & { box: Box; slot: Slot }) {
  const { t } = useWords();
  const { customerId } = card;
  const now = useNow(15_000);
  const { writing, telling } = usePreferences();
  const { ctrlEnter: onlyCtrlEnter } = writing;
  const drafts = useDrafts();
  const offline = useHealth().data?.offline ?? false;
  const channel = card.channels.find((each) => each.channel === slot);
  const draft = draftIn(box, slot);
  const attaching = useAttaching(card, slot);
  const { send, sendTemplate, note, busy } = useSend(card, offline, onDone, onReturn);
  const cases = useCasesOf(customerId).data?.cases ?? [];
  /** The case whose number this reply leaves out. */
  const [untold, setUntold] = useState("");
  const word = channel && telling[channel.channel] ? numberWord(channel, t("case.number")) : "";
  const asked = word === "" ? undefined : toldWith(cases, draft.text);
  const told = asked?.id === untold ? undefined : asked;
  const leaves = told ? withNumber(draft.text, word, told.protocol) : draft.text;
  const onText = (text: string) => drafts.change(customerId, slot, { text });
  const field = useRef<HTMLTextAreaElement>(null);
  const ready = useReadyReplies(customerId, slot, draft.text, field, onText);
  const drafting = useDrafting({ customerId, slot, text: draft.text, field, onText });
  const stopped = obstacle(channel, draft, now, leaves, drafting.blocked);
  const toGap = () => {
    const [gap] = gapsIn(draft.text);
    field.current?.focus();
    if (gap) field.current?.setSelectionRange(gap.from, gap.to);
  };
  const guard = useGuard(customerId, draft.text);
  /** True while a reply is looked at and put into the queue. */
  const inHand = useRef(false);
  const act = async (after: After = {}): Promise<void> => {
    if (stopped === "gap") toGap();
    const still = obstacle(channel, draft, Date.now(), leaves, drafting.blocked);
    if (busy || inHand.current || attaching.pending || still !== null) return;
    if (!channel) return void note(draft);
    inHand.current = true;
    try {
      if (!(await guard.passes(draft.text))) return;
      setUntold("");
      await send(channel, draft, asked && !told ? "" : word, after);
    } finally {
      inHand.current = false;
    }
  };
  const closed = stopped === "windowClosed" || stopped === "windowNever";
  const templates = useTemplates(closed);
  const templating = closed && templates.approved.length > 0;
  const actTemplate = async () => {
    const { ready: filled, filling } = templates;
    if (!channel || !filled || busy) return;
    if (await sendTemplate(channel, filling, () => templates.restore(filling))) templates.clear();
  };
  /** What closes the conversation asks about what was promised first. */
  const start = (after: After) => {
    const { close, ...rest } = after;
    if (!close || stopped !== null) return void act(after);
    onClosing(cases, { close: (kept) => void act({ ...after, kept }), stay: () => void act(rest) });
  };
  const closing = { run: () => start({ close: true }) };
  useCommands({
    ...(channel && stopped === null ? { "composer.sendClose": closing } : {}),
    ...(drafting.on && !closed ? { "composer.draft": { run: () => void drafting.ask("draft") } } : {}),
    ...(channel ? { "composer.ready": { run: ready.open } } : {}),
    ...(channel && channel.maxFiles > 0 ? { "composer.attach": { run: attaching.choose } } : {}),
  });
  return (
    <form
      className={styles.composer}
      data-note={slot === "note" || undefined}
      aria-label={t(slot === "note" ? "composer.note" : "composer.label")}
      onSubmit={(event) => {
        event.preventDefault();
        if (templating) void actTemplate();
        else void act();
      }}
    >
      <ChannelChoice card={card} box={box} slot={slot} onChange={(to) => drafts.choose(customerId, slot, to)} />
      <Strips card={card} box={box} slot={slot} stopped={stopped} offline={offline} now={now} />
      {channel?.subject && (
        <MailFields card={card} draft={draft} onChange={(change) => drafts.change(customerId, slot, change)} />
      )}
      {templating ? (
        <TemplateForm id={composerTextId} templates={templates} kept={draft.text} busy={busy} />
      ) : (
        <>
          <DraftStrip customerId={customerId} drafting={drafting} links={links} />
          <ForeignStrip drafting={drafting} />
          <GuardStrip differences={guard.differences} onSend={() => void act()} />
          <ReadyMenu ready={ready} />
          <TextField
            field={field}
            shown={ready.shown}
            onCaret={ready.onCaret}
            takesKey={ready.takesKey}
            key={slot === "note" ? "note" : "reply"}
            id={composerTextId}
            label={t(slot === "note" ? "composer.noteText" : "composer.text", { name: card.name })}
            shortcut={slot === "note" ? "N" : "R"}
            text={draft.text}
            onText={onText}
            onLeave={() => void drafts.flush(customerId)}
            onPaste={attaching.paste}
            sends={(key) => sends(slot, key, onlyCtrlEnter)}
            onSend={() => void act()}
          />
          {channel && channel.maxFiles > 0 && (
            <>
              <Signature />
              <Files
                files={draft.files}
                limit={channel.maxFiles}
                pending={attaching.pending}
                onRemove={(file) =>
                  drafts.change(customerId, slot, { files: draft.files.filter((other) => other !== file) })
                }
              />
            </>
          )}
          {channel && <JargonHint text={draft.text} />}
          {told && channel && holds(draft) && (
            <Telling
              protocol={told.protocol}
              sms={channel.channel === "sms"}
              text={draft.text}
              leaves={leaves}
              onRemove={() => {
                setUntold(told.id);
                focusText();
              }}
            />
          )}
          <Foot
            channel={channel}
            draft={draft}
            leaves={leaves}
            stopped={stopped}
            busy={busy || attaching.pending}
            offline={offline}
            onlyCtrlEnter={onlyCtrlEnter}
            now={now}
            onText={onText}
            onAttach={attaching.choose}
            onReady={ready.open}
            onGap={toGap}
            assist={channel && <AssistMenu drafting={drafting} text={draft.text} />}
            onSend={start}
          />
        </>
      )}
    </form>
  );
}
