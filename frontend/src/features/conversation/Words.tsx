import { useMemo } from "react";
import { piecesOf } from "../../lib/links";
import styles from "./conversation.module.css";
import { useAskLink } from "./reading";

/** Beyond this a text is folded, so that one newsletter does not push a conversation away. */
const foldedCharacters = 900;
const foldedLines = 14;

/** More than is seen of a folded text; laying out a book to show its first lines would take seconds. */
const foldedRoom = 4_000;

export function isLong(text: string): boolean {
  return text.length > foldedCharacters || text.split("\n", foldedLines + 1).length > foldedLines;
}

/** What somebody wrote. An address in it is a button that asks before anything opens. */
export function Words({ text, folded = false }: { text: string; folded?: boolean }) {
  const askLink = useAskLink();
  const pieces = useMemo(() => piecesOf(folded ? text.slice(0, foldedRoom) : text), [text, folded]);
  return (
    <p className={styles.words} data-folded={folded || undefined} dir="auto">
      {pieces.map(({ at, text: words, address }) =>
        address === undefined ? (
          words
        ) : (
          <button key={at} type="button" className={styles.address} onClick={() => askLink(address)}>
            {words}
          </button>
        ),
      )}
    </p>
  );
}
