import KeyRound from "lucide-react/icons/key-round";
import { type ReactNode, useId, useState } from "react";
import { problemOf } from "../../api/bridge";
import { useDeed } from "../../api/react";
import type { AccountCard } from "../../api/settings";
import { useMailPlan, useSecretsPlace } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { SecretInput } from "../../ui/form";
import styles from "./accounts.module.css";
import { PasswordGuide, typedPassword, usePasswordLabel } from "./PasswordGuide";
import { isReady, SecretsStep } from "./SecretsPlace";
import { TrialFailed, TrialLines, works } from "./TrialLines";
import { type TwilioKey, TwilioKeyFields } from "./TwilioKeyFields";

type Props = { account: AccountCard; onClose: () => void };

/** Another password for an account in use: it is tried before it takes the old one's place. */
export function ChangePassword({ account, onClose }: Props) {
  const { t } = useWords();
  return (
    <Dialog title={t("password.title", { address: account.address })} onClose={onClose}>
      {account.kind === "email" ? (
        <MailPassword account={account} onClose={onClose} />
      ) : (
        <TwilioPassword account={account} onClose={onClose} />
      )}
    </Dialog>
  );
}

function MailPassword({ account, onClose }: Props) {
  const { t } = useWords();
  const plan = useMailPlan(account.address).data ?? null;
  const [password, setPassword] = useState("");
  const label = usePasswordLabel(plan);
  return (
    <ChangeForm
      account={account}
      onClose={onClose}
      complete={password !== ""}
      change={{ keySid: "", password: typedPassword(password, plan) }}
    >
      {plan && <PasswordGuide plan={plan} />}
      <SecretInput
        startHere
        label={label}
        showLabel={t("secrets.show")}
        icon={<KeyRound size="1.125rem" />}
        value={password}
        onChange={setPassword}
      />
    </ChangeForm>
  );
}

function TwilioPassword({ account, onClose }: Props) {
  const [key, setKey] = useState<TwilioKey>({
    kind: account.keySid === "" ? "token" : "key",
    keySid: account.keySid,
    secret: "",
  });
  return (
    <ChangeForm
      account={account}
      onClose={onClose}
      complete={key.secret !== "" && (key.kind === "token" || key.keySid !== "")}
      change={{ keySid: key.kind === "key" ? key.keySid.trim() : "", password: key.secret.trim() }}
    >
      <TwilioKeyFields value={key} onChange={setKey} />
    </ChangeForm>
  );
}

type FormProps = Props & { complete: boolean; change: { keySid: string; password: string }; children: ReactNode };

function ChangeForm({ account, onClose, complete, change, children }: FormProps) {
  const { t } = useWords();
  const id = useId();
  const ready = isReady(useSecretsPlace().data);
  const renew = useDeed((desk) => desk.accounts.changePassword({ accountId: account.id, ...change }));
  const submit = () => {
    if (!complete || !ready || renew.isPending) return;
    renew.mutate(undefined, { onSuccess: (trial) => works(trial) && onClose() });
  };
  return (
    <>
      <form
        id={id}
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {children}
      </form>
      <SecretsStep />
      <div role="status" className={styles.fields}>
        {renew.isPending && <p className={styles.quiet}>{t("trial.running")}</p>}
        {renew.data && !renew.isPending && <TrialLines trial={renew.data} account={account.address} />}
        {renew.error && <TrialFailed problem={problemOf(renew.error)} />}
      </div>
      <DialogFoot>
        <Button look="line" onClick={onClose}>
          {t("remove.cancel")}
        </Button>
        <Button look="primary" type="submit" form={id} disabled={!complete || !ready || renew.isPending}>
          {t("password.test")}
        </Button>
      </DialogFoot>
    </>
  );
}
