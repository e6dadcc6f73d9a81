import { problemOf } from "../../api/bridge";
import { useDeed } from "../../api/react";
import type { AccountCard } from "../../api/settings";
import { useRemoval } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { useStartFocus } from "../../lib/focus";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import styles from "./accounts.module.css";

/** Asks before an account goes, and says what stays and what is held. */
export function RemoveAccount({ account, onClose }: { account: AccountCard; onClose: () => void }) {
  const { t, explain } = useWords();
  const cancel = useStartFocus<HTMLButtonElement>();
  const removal = useRemoval(account.id);
  const remove = useDeed((desk) => desk.accounts.remove(account.id));
  const error = removal.error ?? remove.error;
  return (
    <Dialog alert title={t("remove.title", { address: account.address })} onClose={onClose}>
      <ul className={styles.consequences}>
        <li>{t("remove.stays")}</li>
        <li>{t("remove.stops")}</li>
        {removal.data && removal.data.unsent > 0 && <li>{t("remove.held", { n: removal.data.unsent })}</li>}
        {removal.data?.last && <li>{t("remove.password")}</li>}
      </ul>
      {error && (
        <p role="alert" className={styles.bad}>
          {explain(problemOf(error))}
        </p>
      )}
      <DialogFoot>
        <Button look="line" ref={cancel} onClick={onClose}>
          {t("remove.cancel")}
        </Button>
        <Button
          look="primary"
          disabled={!removal.data || remove.isPending}
          onClick={() => remove.mutate(undefined, { onSuccess: onClose })}
        >
          {t("account.remove")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
