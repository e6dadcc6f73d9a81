import KeyRound from "lucide-react/icons/key-round";
import { useState } from "react";
import { problemOf } from "../../api/bridge";
import { useDeed } from "../../api/react";
import type { SecretsPlace } from "../../api/settings";
import { useSecretsPlace } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Choice, SecretInput } from "../../ui/form";
import styles from "./accounts.module.css";

/** Where a password can be put without asking the owner anything. */
export function isReady(place: SecretsPlace | undefined): place is "keychain" | "file" | "memory" {
  return place === "keychain" || place === "file" || place === "memory";
}

/** Says where passwords lie, once that is settled. */
export function SecretsLine() {
  const { t } = useWords();
  const place = useSecretsPlace().data;
  if (!isReady(place)) return null;
  return (
    <p className={styles.secrets}>
      <KeyRound size="1rem" />
      {t(`secrets.${place}`)}
    </p>
  );
}

/** Asks for the passphrase where the passwords wait for it. */
export function SecretsLocked() {
  const place = useSecretsPlace().data;
  return place === "locked" ? <SecretsForm place={place} /> : null;
}

/** Before a password is kept: where shall it lie? */
export function SecretsStep() {
  const place = useSecretsPlace().data;
  if (place === undefined) return null;
  return isReady(place) ? <SecretsLine /> : <SecretsForm place={place} />;
}

/** The shortest passphrase that is worth the name. */
const shortest = 8;

function SecretsForm({ place }: { place: SecretsPlace }) {
  const { t, explain } = useWords();
  const isNew = place === "none";
  const [way, setWay] = useState<"file" | "memory">("file");
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const refetch = useSecretsPlace().refetch;
  const protect = useDeed((desk, passphrase: string) => desk.shop.unlock(passphrase));
  const remember = useDeed((desk) => desk.accounts.rememberSecrets());
  const tooShort = isNew && first !== "" && first.length < shortest;
  const differ = isNew && second !== "" && second !== first;
  const complete = first !== "" && !tooShort && (!isNew || second === first);
  const error = protect.error ?? remember.error;
  const submit = () => {
    const done = { onSuccess: () => void refetch() };
    if (isNew && way === "memory") remember.mutate(undefined, done);
    else if (complete) protect.mutate(first, done);
  };
  return (
    <form
      className={styles.place}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p>
        <strong>{t(isNew ? "secrets.choose" : "secrets.locked")}</strong>
      </p>
      {isNew && (
        <Choice
          label={t("secrets.where")}
          value={way}
          onChange={setWay}
          options={[
            { value: "file", label: t("secrets.way.file"), hint: t("secrets.way.fileHint") },
            { value: "memory", label: t("secrets.way.memory"), hint: t("secrets.way.memoryHint") },
          ]}
        />
      )}
      {(!isNew || way === "file") && (
        <>
          <SecretInput
            label={t("secrets.passphrase")}
            showLabel={t("secrets.show")}
            value={first}
            onChange={setFirst}
            isNew={isNew}
            maxLength={500}
            {...(isNew && { hint: t("secrets.passphraseHint") })}
            error={tooShort ? t("secrets.tooShort", { n: shortest }) : undefined}
          />
          {isNew && (
            <SecretInput
              label={t("secrets.again")}
              showLabel={t("secrets.show")}
              value={second}
              onChange={setSecond}
              isNew
              maxLength={500}
              error={differ ? t("secrets.differ") : undefined}
            />
          )}
        </>
      )}
      {error && (
        <p role="alert" className={styles.bad}>
          {explain(problemOf(error))}
        </p>
      )}
      <div>
        <Button
          look="line"
          type="submit"
          disabled={protect.isPending || remember.isPending || (!(isNew && way === "memory") && !complete)}
        >
          {t(isNew ? "secrets.use" : "unlock.open")}
        </Button>
      </div>
    </form>
  );
}
