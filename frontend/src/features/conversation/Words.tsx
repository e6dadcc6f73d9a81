import { useMemo } from "react";
import { useWords } from "../../i18n/react";
import { numberedPieces } from "../../lib/caseLinks";
import { piecesOf } from "../../lib/links";
import { useCaseLinks } from "../../ui/caseLinks";
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

/** What somebody wrote. An address in it is a button that asks before anything opens; a number of a case of hers leads there. */
export function Words({ text, folded = false }: { text: string; folded?: boolean }) {
  const askLink = useAskLink();
  const pieces = useMemo(() => piecesOf(folded ? text.slice(0, foldedRoom) : text), [text, folded]);
  return (
    <p className={styles.words} data-folded={folded || undefined} dir="auto">
      {pieces.map(({ at, text: words, address }) =>
        address === undefined ? (
          <Numbered key={at} text={words} />
        ) : (
          <button key={at} type="button" className={styles.address} onClick={() => askLink(address)}>
            {words}
          </button>
        ),
      )}
    </p>
  );
}

/** Words in which the numbers of the customer's cases lead to them. */
function Numbered({ text }: { text: string }) {
  const { t } = useWords();
  const { known, onCase } = useCaseLinks();
  return numberedPieces(text, known).map(({ at, text: words, caseId }) =>
    caseId === undefined ? (
      words
    ) : (
      <button
        key={at}
        type="button"
        className={styles.address}
        aria-label={t("case.link", { number: words })}
        onClick={() => onCase(caseId)}
      >
        {words}
      </button>
    ),
  );
}
