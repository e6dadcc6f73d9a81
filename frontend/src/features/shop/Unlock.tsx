import KeyRound from "lucide-react/icons/key-round";
import { useState } from "react";
import { problemOf } from "../../api/bridge";
import { useDeed, useHealth } from "../../api/react";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./shop.module.css";

/** Asks for the passphrase where the passwords lie in an encrypted file. Until then everything can be read. */
export function Unlock() {
  const locked = useHealth().data?.locked ?? false;
  return locked ? <PassphraseForm /> : null;
}

function PassphraseForm() {
  const { t, explain } = useWords();
  const [passphrase, setPassphrase] = useState("");
  const health = useHealth();
  const unlock = useDeed((desk, typed: string) => desk.shop.unlock(typed));
  const submit = () => {
    unlock.mutate(passphrase, { onSuccess: () => void health.refetch(), onError: () => setPassphrase("") });
  };
  return (
    <form
      className={styles.unlock}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor="passphrase">
        <KeyRound size="1.125rem" />
        {t("unlock.ask")}
      </label>
      <div>
        <input
          id="passphrase"
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        <Button look="primary" type="submit" disabled={passphrase === "" || unlock.isPending}>
          {t("unlock.open")}
        </Button>
      </div>
      {unlock.error && <p role="alert">{explain(problemOf(unlock.error))}</p>}
    </form>
  );
}
