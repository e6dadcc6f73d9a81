import { useState } from "react";
import { problemOf } from "../../api/bridge";
import type { Purchase } from "../../api/purchases";
import { useDesk } from "../../api/react";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { money } from "../../lib/money";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { TextInput } from "../../ui/form";
import styles from "./purchases.module.css";

type Props = { purchase: Purchase; onClose: () => void; onReturned: (done: string) => void };

/** How much of a purchase was given back; all that is left stands there. */
export function ReturnDialog({ purchase, onClose, onReturned }: Props) {
  const { t, locale, explain } = useWords();
  const complain = useComplain();
  const desk = useDesk();
  const left = purchase.cents - purchase.returned;
  const [value, setValue] = useState(() =>
    numberFormat(locale, { minimumFractionDigits: 2, useGrouping: false }).format(left / 100),
  );
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const giveBack = async () => {
    try {
      onReturned(await desk.purchases.giveBack(purchase.id, value));
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.code === "usage") setWrong(t("purchase.value.wrong"));
      else if (problem.code === "purchase.too_much") setWrong(explain(problem));
      else complain(thrown);
    }
  };
  return (
    <Dialog title={t("purchase.return.title", { what: purchase.what })} onClose={onClose}>
      <form
        className={styles.sheet}
        onSubmit={(event) => {
          event.preventDefault();
          void giveBack();
        }}
      >
        <TextInput
          label={t("purchase.return.value")}
          hint={t("purchase.return.left", { value: money(left, purchase.currency, locale) })}
          value={value}
          onChange={(typed) => {
            setWrong(undefined);
            setValue(typed);
          }}
          error={wrong}
          startHere
          code
          maxLength={40}
        />
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {t("panel.cancel")}
          </Button>
          <Button look="primary" type="submit" disabled={value.trim() === ""}>
            {t("purchase.return.save")}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
