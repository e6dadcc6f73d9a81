import type { Draft, DraftFile } from "../../api/composer";
import { holds } from "../../api/drafts";
import type { WordingLanguage } from "../../api/phrases";
import type { ReplyChannel } from "../../api/types";
import { Files } from "./Files";
import { JargonHint } from "./GuardStrip";
import { Signature } from "./Signature";
import { TellingLine } from "./TellingLine";
import type { Telling } from "./useTelling";

type Props = {
  channel: ReplyChannel;
  draft: Draft;
  telling: Telling;
  /** That the customer is written to in. */
  language: WordingLanguage;
  /** Files are on their way into the box. */
  pending: boolean;
  onFiles: (files: DraftFile[]) => void;
  /** Called after the number of the case was left out. */
  onUntold: () => void;
};

/** Under the words of a reply: what goes along with them, and which of them the customer may not know. */
export function UnderText({ channel, draft, telling, language, pending, onFiles, onUntold }: Props) {
  const { files, text } = draft;
  const leaveOut = () => {
    telling.leaveOut();
    onUntold();
  };
  return (
    <>
      {channel.maxFiles > 0 && (
        <>
          <Signature />
          <Files
            files={files}
            limit={channel.maxFiles}
            pending={pending}
            onRemove={(file) => onFiles(files.filter((other) => other !== file))}
          />
        </>
      )}
      <JargonHint text={text} language={language} />
      {holds(draft) && <TellingLine channel={channel} telling={telling} text={text} onRemove={leaveOut} />}
    </>
  );
}
