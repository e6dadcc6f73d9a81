import { useEffect, useState } from "react";
import { problemOf } from "../../api/bridge";
import type { Phrase } from "../../api/phrases";
import { usePhraseDeed, usePhrases } from "../../api/usePhrases";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { focusWhenDrawn } from "../../lib/focus";
import { useLayout } from "../../lib/layout";
import { useStable } from "../../lib/stable";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { useToasts } from "../../ui/toasts";
import { AnswerEditor } from "./AnswerEditor";
import type { Draft, PhraseDrafts } from "./drafts";
import { Empty } from "./Empty";
import { PhraseList, rowIdOf } from "./PhraseList";
import styles from "./phrases.module.css";
import { ReplyEditor } from "./ReplyEditor";
import { isNewKey, openRow, type Row, rowsOf } from "./rows";
import { type Kind, matching } from "./rules";

type Props = {
  kind: Kind;
  drafts: PhraseDrafts;
  typed: ReadonlyMap<string, Draft>;
  open: string | null;
  onOpen: (key: string | null) => void;
  onBack: () => void;
};

/** The phrases of one kind: the list of all, and the one that is open. */
export function Book({ kind, drafts, typed, open, onOpen, onBack }: Props) {
  const { t, locale, explain } = useWords();
  const { data, error, refetch } = usePhrases();
  const [sought, setSought] = useState("");
  const single = useLayout() === "single";
  const all = (kind === "reply" ? data?.replies : data?.answers) ?? [];
  const rows = rowsOf(all, typed, kind);
  const shown = matching(rows, sought);
  const current = openRow(rows, open, { kind, language: locale }, single ? undefined : shown[0]);
  useLeaving(drafts, current?.key, open, onOpen);
  const remove = useRemove(onOpen);
  useCommands({
    back: {
      run: () => {
        if (current && (single || document.activeElement?.closest("[data-editor]"))) {
          if (single) onOpen(null);
          focusWhenDrawn(rowIdOf(current));
        } else if (sought !== "") setSought("");
        else onBack();
      },
    },
  });
  if (error) {
    const retry = { label: t("trouble.retry"), run: () => void refetch() };
    return <Notice tone="bad" text={explain(problemOf(error))} actions={[retry]} />;
  }
  if (!data) return <Skeleton rows={6} label={t("phrases.loading")} />;
  if (rows.length === 0 && !isNewKey(open)) return <Empty kind={kind} />;
  const editing = current && {
    row: current,
    onChange: (phrase: Phrase) => drafts.change(current.key, phrase),
    onKeep: () => void drafts.flush(current.key),
    onBack: single ? () => onOpen(null) : undefined,
    onRemove: () => {
      drafts.drop(current.key);
      const next = neighbour(shown, current);
      onOpen(single ? null : (next?.key ?? null));
      if (next) focusWhenDrawn(rowIdOf(next));
      if (current.phrase.id) remove(current.phrase, current.phrase.title || current.phrase.question);
    },
  };
  return (
    <div className={styles.book}>
      {!(single && current) && (
        <PhraseList kind={kind} rows={shown} open={current?.key} sought={sought} onSought={setSought} onOpen={onOpen} />
      )}
      {editing &&
        (kind === "reply" ? (
          <ReplyEditor
            key={editing.row.key}
            {...editing}
            taken={all.filter((each) => each.id !== editing.row.phrase.id).map((each) => each.word)}
          />
        ) : (
          <AnswerEditor key={editing.row.key} {...editing} />
        ))}
    </div>
  );
}

/** What stands where one is removed: the next one, else the one before. */
function neighbour(rows: Row[], gone: Row): Row | undefined {
  const at = rows.findIndex((row) => row.key === gone.key);
  return rows[at + 1] ?? rows[at - 1];
}

/** What is typed is kept when the owner goes to another phrase or elsewhere; a new one is open under its id from then on. */
function useLeaving(
  drafts: PhraseDrafts,
  key: string | undefined,
  open: string | null,
  onOpen: (key: string | null) => void,
): void {
  const left = useStable((gone: string, id: string) => {
    if (id !== "" && open === gone) onOpen(id);
  });
  useEffect(() => {
    if (key === undefined) return undefined;
    return () => void drafts.leave(key).then((id) => left(key, id));
  }, [drafts, key, left]);
}

/** Takes a phrase away, and offers to bring it back. */
function useRemove(onOpen: (key: string | null) => void) {
  const { t } = useWords();
  const { show } = useToasts();
  const removing = usePhraseDeed((desk, id: string) => desk.phrases.remove(id));
  const undoing = usePhraseDeed((desk, done: { id: string; event: string }) => desk.phrases.undo(done.id, done.event));
  const complain = useComplain();
  return async ({ id }: Phrase, name: string) => {
    try {
      const event = await removing.mutateAsync(id);
      const undo = () => void undoing.mutateAsync({ id, event }).then(() => onOpen(id), complain);
      show({ text: t("phrases.removed", { name }), action: { label: t("toast.undo"), run: undo }, lasting: true });
    } catch (thrown) {
      complain(thrown);
    }
  };
}
