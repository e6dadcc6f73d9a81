import type { Phrase, WordingLanguage } from "../../api/phrases";
import type { Draft } from "./drafts";
import { blank, type Kind, obstacleOf } from "./rules";

/** A phrase in the list, as it is typed. */
export type Row = {
  /** What it is open under: its id, or the key that it was begun under while that is open. */
  key: string;
  phrase: Phrase;
  draft?: Draft | undefined;
};

const newPrefix = "new:";

/** What the nth phrase that is begun is open under, before it has an id. */
export const newKey = (n: number) => `${newPrefix}${n}`;
export const isNewKey = (key: string | null) => key?.startsWith(newPrefix) ?? false;

/** Those that were begun and are not kept yet, then those that are kept, as they are typed. */
export function rowsOf(kept: Phrase[], drafts: ReadonlyMap<string, Draft>, kind: Kind): Row[] {
  const typed = [...drafts].map(([key, draft]): Row => ({ key, phrase: draft.phrase, draft }));
  const begun = typed.filter((row) => row.phrase.kind === kind && row.phrase.id === "");
  return [
    ...begun,
    ...kept.map((phrase) => typed.find((row) => row.phrase.id === phrase.id) ?? { key: phrase.id, phrase }),
  ];
}

/** The row that is open: the one asked for, a new one, or else the first where one is shown beside the list. */
export function openRow(
  rows: Row[],
  asked: string | null,
  fresh: { kind: Kind; language: WordingLanguage },
  first: Row | undefined,
): Row | undefined {
  const found = rows.find((row) => row.key === asked);
  if (found) return found;
  if (asked !== null && isNewKey(asked)) return { key: asked, phrase: blank(fresh.kind, fresh.language) };
  return first;
}

/** True while something of it is typed that cannot be kept. */
export function isUnkept({ draft }: Row): boolean {
  return (
    draft !== undefined &&
    draft.phrase !== draft.kept &&
    (draft.problem !== undefined || obstacleOf(draft.phrase) !== null)
  );
}
