import { useRef } from "react";
import { problemOf } from "../../api/bridge";
import type { Edit, Profile } from "../../api/people";
import { useCustomerDeed, useEdits } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { dateFormat } from "../../lib/intl";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import { fieldName, fieldText } from "./fields";
import styles from "./master.module.css";

type Props = { profile: Profile; onClose: () => void };

/** What was changed about a customer, from what to what, the latest first; each can be taken back by itself. */
export function EditsDialog({ profile, onClose }: Props) {
  const { t, explain } = useWords();
  const { data, error } = useEdits(profile.customerId);
  return (
    <Dialog title={t("edits.title", { name: profile.name })} onClose={onClose}>
      {error && <Notice tone="bad" text={explain(problemOf(error))} />}
      {data?.length === 0 && <p className={styles.none}>{t("edits.none")}</p>}
      {data && data.length > 0 && (
        <ul className={styles.edits}>
          {data.map((edit) => (
            <OneEdit key={`${edit.event} ${edit.field} ${edit.name}`} edit={edit} customerId={profile.customerId} />
          ))}
        </ul>
      )}
      <DialogFoot>
        <Button look="line" onClick={onClose}>
          {t("edits.close")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function OneEdit({ edit, customerId }: { edit: Edit; customerId: string }) {
  const { t, locale } = useWords();
  const complain = useComplain();
  const row = useRef<HTMLLIElement>(null);
  const undoing = useCustomerDeed((desk) => desk.conversation.undo(customerId, edit.event), customerId);
  const name = fieldName(edit, t);
  const shown = (value: string) => fieldText(edit.field, value, t, locale) || t("edits.nothing");
  const how = [edit.merged && t("edits.merged"), edit.undone && t("edits.undone")].filter(Boolean);
  return (
    <li className={styles.edit} ref={row} tabIndex={-1}>
      <div>
        <p className={styles.editName}>
          <b dir="auto">{name}</b>
          <span>
            {dateFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(edit.at)}
            {how.length > 0 && ` · ${how.join(" · ")}`}
          </span>
        </p>
        <p className={styles.change}>
          <s dir="auto">{shown(edit.from)}</s>
          <span aria-hidden="true"> → </span>
          <span dir="auto">{shown(edit.to)}</span>
        </p>
      </div>
      {edit.undoable && (
        <Button
          look="quiet"
          aria-label={t("edits.undo.of", { field: name })}
          onClick={() => {
            row.current?.focus(); // the button goes when it is done
            undoing.mutate(undefined, { onError: complain });
          }}
        >
          {t("edits.undo")}
        </Button>
      )}
    </li>
  );
}
