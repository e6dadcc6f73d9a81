import Copy from "lucide-react/icons/copy";
import Ticket from "lucide-react/icons/ticket";
import { spokenGroups } from "../lib/spoken";
import { Button } from "./Button";
import styles from "./caseNumber.module.css";
import { Dialog, DialogFoot } from "./Dialog";

type NumberProps = { protocol: string; label: string; onCopy: () => void };

/** A case number; pressed, it is copied. */
export function CaseNumber({ protocol, label, onCopy }: NumberProps) {
  return (
    <button type="button" className={styles.pill} aria-label={label} title={label} onClick={onCopy}>
      <Ticket size="0.875rem" strokeWidth={1.9} aria-hidden="true" />
      <span className={styles.number}>{protocol}</span>
      <Copy size="0.875rem" strokeWidth={1.9} aria-hidden="true" />
    </button>
  );
}

/** A case number in groups, as it is said. */
export function SpokenNumber({ protocol }: { protocol: string }) {
  return (
    <p className={styles.aloud}>
      {spokenGroups(protocol).map((group, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the groups of one number keep their places
        <span key={index}>{group}</span>
      ))}
    </p>
  );
}

type ReadProps = {
  protocol: string;
  words: { title: string; how: string; done: string; told: string };
  onTold: () => void;
  onClose: () => void;
};

/** A case number in large groups, to be read to somebody on the telephone. */
export function ReadAloud({ protocol, words, onTold, onClose }: ReadProps) {
  return (
    <Dialog title={words.title} onClose={onClose}>
      <SpokenNumber protocol={protocol} />
      <p className={styles.how}>{words.how}</p>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {words.done}
        </Button>
        <Button look="primary" onClick={onTold}>
          {words.told}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
