import type { Edit, Profile } from "../../api/people";
import { useCustomerDeed, useEdits } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { dateFormat } from "../../lib/intl";
import { fieldName, fieldText } from "./fields";
import { LogDialog, LogRow } from "./LogDialog";
import styles from "./master.module.css";

type Props = { profile: Profile; onClose: () => void };

/** What was changed about a customer, from what to what, the latest first; each can be taken back by itself. */
export function EditsDialog({ profile, onClose }: Props) {
  const { t } = useWords();
  const { data, error } = useEdits(profile.customerId);
  return (
    <LogDialog
      title={t("edits.title", { name: profile.name })}
      none={t("edits.none")}
      count={data?.length}
      error={error}
      onClose={onClose}
    >
      {data?.map((edit) => (
        <OneEdit key={`${edit.event} ${edit.field} ${edit.name}`} edit={edit} customerId={profile.customerId} />
      ))}
    </LogDialog>
  );
}

function OneEdit({ edit, customerId }: { edit: Edit; customerId: string }) {
  const { t, locale } = useWords();
  const undoing = useCustomerDeed((desk) => desk.conversation.undo(customerId, edit.event), customerId);
  const name = fieldName(edit, t);
  const shown = (value: string) => fieldText(edit.field, value, t, locale) || t("edits.nothing");
  const details = [
    dateFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(edit.at),
    edit.merged && t("edits.merged"),
    edit.undone && t("edits.undone"),
  ].filter(Boolean);
  return (
    <LogRow
      name={<b dir="auto">{name}</b>}
      details={details.join(" · ")}
      undo={edit.undoable && { of: name, run: () => undoing.mutateAsync(undefined) }}
    >
      <p className={styles.change}>
        <s dir="auto">{shown(edit.from)}</s>
        <span aria-hidden="true"> → </span>
        <span dir="auto">{shown(edit.to)}</span>
      </p>
    </LogRow>
  );
}
