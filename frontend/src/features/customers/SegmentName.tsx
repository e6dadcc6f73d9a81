import { useState } from "react";
import { problemOf } from "../../api/bridge";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { TextInput } from "../../ui/form";
import styles from "./customers.module.css";

type Props = { title: string; name: string; onName: (name: string) => Promise<void>; onClose: () => void };

/** Asks what a segment is called. */
export function SegmentName({ title, name: known, onName, onClose }: Props) {
  const { t, explain } = useWords();
  const complain = useComplain();
  const [name, setName] = useState(known);
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    setBusy(true);
    try {
      await onName(name.trim());
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.code === "audience.name") setWrong(explain(problem));
      else complain(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={styles.sheet}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "" && !busy) void keep();
        }}
      >
        <TextInput
          label={t("audience.name")}
          hint={t("audience.name.hint")}
          value={name}
          onChange={(next) => {
            setWrong(undefined);
            setName(next);
          }}
          error={wrong}
          startHere
          maxLength={60}
        />
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {t("panel.cancel")}
          </Button>
          <Button look="primary" type="submit" disabled={name.trim() === "" || busy}>
            {t("panel.save")}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
