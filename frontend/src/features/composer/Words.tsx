import { useDrafts } from "../../api/box";
import type { Slot } from "../../api/composer";
import type { Card } from "../../api/types";
import { AssistMenu } from "./AssistMenu";
import { DraftStrip } from "./DraftStrip";
import { Foot } from "./Foot";
import { ForeignStrip } from "./ForeignStrip";
import { GuardStrip } from "./GuardStrip";
import { ReadyMenu } from "./ReadyMenu";
import type { SourceLinks } from "./Sources";
import { TextField } from "./TextField";
import { UnderText } from "./UnderText";
import type { Writing } from "./useWriting";

type Props = {
  id: string;
  card: Card;
  slot: Slot;
  writing: Writing;
  links: SourceLinks;
  busy: boolean;
  offline: boolean;
  now: number;
};

/** Where a reply or a note is written: what is to be known before it leaves, the words, and what goes along. */
export function Words({ id, card, slot, writing, links, busy, offline, now }: Props) {
  const { field, channel, draft, change, onText, attaching, ready, drafting, telling, act } = writing;
  const { customerId, name } = card;
  const drafts = useDrafts();
  return (
    <>
      <DraftStrip customerId={customerId} drafting={drafting} links={links} />
      <ForeignStrip drafting={drafting} />
      <GuardStrip differences={writing.differences} onSend={writing.again} />
      <ReadyMenu ready={ready} />
      <TextField
        key={slot === "note" ? "note" : "reply"}
        id={id}
        field={field}
        slot={slot}
        name={name}
        text={draft.text}
        ready={ready}
        onText={onText}
        onLeave={() => void drafts.flush(customerId)}
        onPaste={attaching.paste}
        onSend={() => void act()}
      />
      {channel && (
        <UnderText
          channel={channel}
          draft={draft}
          telling={telling}
          language={ready.speaking.language}
          pending={attaching.pending}
          onFiles={(files) => change({ files })}
          onUntold={() => field.current?.focus()}
        />
      )}
      <Foot
        channel={channel}
        draft={draft}
        leaves={telling.leaves}
        stopped={writing.stopped}
        busy={busy || attaching.pending}
        offline={offline}
        now={now}
        onText={onText}
        onAttach={attaching.choose}
        onReady={ready.open}
        onGap={writing.toGap}
        assist={channel && <AssistMenu drafting={drafting} text={draft.text} />}
        onSend={(after) => void act(after)}
      />
    </>
  );
}
