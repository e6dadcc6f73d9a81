import NotebookPen from "lucide-react/icons/notebook-pen";
import { useEffect } from "react";
import { useBox, useDrafts } from "../../api/box";
import type { Then } from "../../api/closing";
import type { Slot } from "../../api/composer";
import type { Box } from "../../api/drafts";
import { useHealth } from "../../api/react";
import type { Card } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useNow } from "../../lib/now";
import { Button } from "../../ui/Button";
import { ChannelChoice, channelAfter } from "./ChannelChoice";
import styles from "./composer.module.css";
import { MailFields } from "./MailFields";
import { slotOf } from "./rules";
import type { SourceLinks } from "./Sources";
import { Strips } from "./Strips";
import { TemplateForm } from "./TemplateForm";
import { useSend } from "./useSend";
import { useTemplates } from "./useTemplates";
import { useWriting } from "./useWriting";
import { Words } from "./Words";

export const composerTextId = "composer-text";

type Props = {
  card: Card;
  links: SourceLinks;
  /** Asks about what was promised before the conversation is closed. */
  onClosing: (then: Then) => void;
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
        <p>
          {t(props.card.missing.some(({ why }) => why === "stopped") ? "composer.allStopped" : "composer.noChannel")}
        </p>
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

/** The box on one of its slots: words, or a template where WhatsApp takes no other. */
function Form({ card, links, box, slot, onClosing, onDone, onReturn }: Props & { box: Box; slot: Slot }) {
  const { t } = useWords();
  const { customerId } = card;
  const now = useNow(15_000);
  const drafts = useDrafts();
  const offline = useHealth().data?.offline ?? false;
  const sending = useSend(card, offline, onDone, onReturn);
  const writing = useWriting(card, box, slot, { now, sending, onClosing });
  const { channel, draft, stopped, act, ready, drafting, attaching } = writing;
  const closed = stopped === "windowClosed" || stopped === "windowNever";
  const templates = useTemplates(customerId, closed, sending);
  const templating = closed && templates.approved.length > 0;
  const closing = { run: () => void act({ close: true }) };
  useCommands({
    ...(channel && stopped === null ? { "composer.sendClose": closing } : {}),
    ...(drafting.on && !closed ? { "composer.draft": { run: () => void drafting.ask("draft") } } : {}),
    ...(channel && card.channels.length > 1
      ? { "composer.channel": { run: () => drafts.choose(customerId, slot, channelAfter(channel.channel, card)) } }
      : {}),
    ...(channel ? { "composer.ready": { run: ready.open }, "composer.language": { run: ready.speaking.next } } : {}),
    ...(channel && channel.maxFiles > 0 ? { "composer.attach": { run: attaching.choose } } : {}),
  });
  return (
    <form
      className={styles.composer}
      data-note={slot === "note" || undefined}
      aria-label={t(slot === "note" ? "composer.note" : "composer.label")}
      onSubmit={(event) => {
        event.preventDefault();
        void (channel && templating ? templates.send(channel) : act());
      }}
    >
      <ChannelChoice card={card} box={box} slot={slot} onChange={(to) => drafts.choose(customerId, slot, to)} />
      <Strips card={card} box={box} slot={slot} stopped={stopped} offline={offline} />
      {channel?.subject && <MailFields card={card} draft={draft} onChange={writing.change} />}
      {templating ? (
        <TemplateForm id={composerTextId} templates={templates} kept={draft.text} busy={sending.busy} />
      ) : (
        <Words
          id={composerTextId}
          card={card}
          slot={slot}
          writing={writing}
          links={links}
          busy={sending.busy}
          offline={offline}
          now={now}
        />
      )}
    </form>
  );
}
