import { useState } from "react";
import { problemOf } from "../../api/bridge";
import { type PurchaseKind, type PurchasePlace, places, purchaseKinds } from "../../api/purchases";
import { useDesk } from "../../api/react";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { spokenPast } from "../../lib/spokenMoment";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { Choice, TextInput } from "../../ui/form";
import styles from "./purchases.module.css";

type Props = {
  customerId: string;
  name: string;
  onClose: () => void;
  /** Called with what takes it back. */
  onAdded: (purchaseId: string, what: string) => void;
};

/** A small sheet for what a customer bought. */
export function PurchaseSheet({ customerId, name, onClose, onAdded }: Props) {
  const { t, locale } = useWords();
  const complain = useComplain();
  const desk = useDesk();
  const now = useNow(60_000);
  const [what, setWhat] = useState("");
  const [value, setValue] = useState("");
  const [when, setWhen] = useState("");
  const [where, setWhere] = useState<PurchasePlace>("shop");
  const [kind, setKind] = useState<PurchaseKind>("product");
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const at = when.trim() === "" ? 0 : spokenPast(when, now, locale);
  const ready = what.trim() !== "" && value.trim() !== "" && at !== null && !busy;
  const add = async () => {
    setBusy(true);
    try {
      onAdded(await desk.purchases.add({ customerId, what, value, at: at ?? 0, where, kind }), what.trim());
    } catch (thrown) {
      const { code, params } = problemOf(thrown);
      if (code === "usage" && params.argument) setRefused(params.argument);
      else complain(thrown);
    } finally {
      setBusy(false);
    }
  };
  const changing = (change: (text: string) => void) => (text: string) => {
    setRefused(undefined);
    change(text);
  };
  const misread = at === null || refused === "at";
  return (
    <Dialog title={t("purchase.title", { name })} onClose={onClose}>
      <form
        className={styles.sheet}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void add();
        }}
      >
        <TextInput
          label={t("purchase.what")}
          value={what}
          onChange={changing(setWhat)}
          error={refused === "what" ? t("purchase.what.wrong") : undefined}
          startHere
          maxLength={500}
        />
        <TextInput
          label={t("purchase.value")}
          value={value}
          onChange={changing(setValue)}
          error={refused === "value" ? t("purchase.value.wrong") : undefined}
          code
          maxLength={40}
        />
        <TextInput
          label={t("purchase.when")}
          hint={at ? moment(now, at, locale) : t("purchase.when.hint")}
          value={when}
          onChange={changing(setWhen)}
          error={misread ? t("purchase.when.wrong") : undefined}
          code
          maxLength={60}
        />
        <Choice
          label={t("purchase.where")}
          row
          value={where}
          onChange={setWhere}
          options={places.map((place) => ({ value: place, label: t(`place.${place}`) }))}
        />
        <Choice
          label={t("purchase.kind")}
          row
          value={kind}
          onChange={setKind}
          options={purchaseKinds.map((each) => ({ value: each, label: t(`purchase.kind.${each}`) }))}
        />
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {t("panel.cancel")}
          </Button>
          <Button look="primary" type="submit" disabled={!ready}>
            {t("purchase.save")}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
