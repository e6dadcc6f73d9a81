import Pencil from "lucide-react/icons/pencil";
import Save from "lucide-react/icons/save";
import Trash from "lucide-react/icons/trash-2";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import { CommandButton } from "../../ui/CommandButton";
import { Pick } from "../../ui/Pick";
import styles from "./customers.module.css";
import { SegmentName } from "./SegmentName";
import type { useSegments } from "./useSegments";

/** The saved filters, and what can be done with the one in force. */
export function SegmentBar({ of }: { of: ReturnType<typeof useSegments> }) {
  const { t } = useWords();
  const { run } = useAvailableCommands();
  const { list, current, canSave, naming } = of;
  return (
    <div className={styles.segments}>
      {list.length > 0 && (
        <Pick
          label={t("audience.segment")}
          value={current?.id ?? ""}
          options={[
            { value: "", text: t("audience.segment.none") },
            ...list.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          onPick={of.pick}
        />
      )}
      {current && (
        <>
          <CommandButton
            command="segments.rename"
            look="icon"
            aria-label={t("command.segments.rename")}
            onClick={() => run("segments.rename")}
          >
            <Pencil size="1.125rem" />
          </CommandButton>
          <CommandButton
            command="segments.remove"
            look="icon"
            aria-label={t("command.segments.remove")}
            onClick={() => run("segments.remove")}
          >
            <Trash size="1.125rem" />
          </CommandButton>
        </>
      )}
      {canSave && current && (
        <CommandButton command="segments.save" look="line" onClick={() => run("segments.save")}>
          <Save size="1.125rem" />
          {t("audience.save")}
        </CommandButton>
      )}
      {canSave && (
        <CommandButton command="segments.new" look="line" onClick={() => run("segments.new")}>
          <Save size="1.125rem" />
          {t(current ? "audience.saveNew" : "audience.new")}
        </CommandButton>
      )}
      {naming && (
        <SegmentName
          title={t(naming === "new" ? "audience.name.new" : "audience.name.rename")}
          name={naming === "rename" ? (current?.name ?? "") : ""}
          onName={of.name}
          onClose={of.stopNaming}
        />
      )}
    </div>
  );
}
