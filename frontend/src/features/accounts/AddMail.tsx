import Check from "lucide-react/icons/check";
import KeyRound from "lucide-react/icons/key-round";
import Mail from "lucide-react/icons/mail";
import { useId, useState } from "react";
import { problemOf } from "../../api/bridge";
import { useDeed } from "../../api/react";
import type { MailPlan, MailServer } from "../../api/settings";
import { useMailPlan, useSecretsPlace } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { SecretInput, TextInput } from "../../ui/form";
import styles from "./accounts.module.css";
import { Added, Guided, GuidedFoot } from "./Guided";
import { PasswordGuide, typedPassword, usePasswordLabel } from "./PasswordGuide";
import { isReady, SecretsStep } from "./SecretsPlace";
import { emptyServer, isComplete, ServerFields } from "./ServerFields";
import { TrialFailed, TrialLines, works } from "./TrialLines";

/** Connects a mailbox: its address, its password, a test, and the first messages come. */
export function AddMail({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const [address, setAddress] = useState("");
  const [asked, setAsked] = useState("");
  const [added, setAdded] = useState(false);
  const plan = useMailPlan(asked);
  if (added) return <Added title={t("mail.added", { address: asked })} onDone={onDone} />;
  return (
    <Guided title={t("mail.title")} lead={t("mail.lead")}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(address.trim());
        }}
      >
        <TextInput
          startHere
          code
          type="email"
          label={t("mail.address")}
          icon={<Mail size="1.125rem" />}
          value={address}
          onChange={setAddress}
          aside={plan.data && asked === address.trim() && <ProviderChip plan={plan.data} />}
          error={plan.error && problemOf(plan.error).code === "usage" ? t("mail.addressWrong") : undefined}
        />
        {(asked === "" || asked !== address.trim()) && (
          <GuidedFoot onBack={onDone}>
            <Button look="primary" type="submit" disabled={address.trim() === ""}>
              {t("mail.continue")}
            </Button>
          </GuidedFoot>
        )}
      </form>
      {asked !== "" && asked === address.trim() && (
        <>
          {plan.isFetching && (
            <p role="status" className={styles.quiet}>
              {t("mail.looking")}
            </p>
          )}
          {plan.data?.oauthOnly && (
            <p className={styles.note}>{t("mail.oauthOnly", { provider: plan.data.provider })}</p>
          )}
          {(plan.data || (plan.error && problemOf(plan.error).code !== "usage")) && !plan.isFetching && (
            <MailLogin
              key={asked}
              address={asked}
              plan={plan.data ?? null}
              onBack={onDone}
              onAdded={() => setAdded(true)}
            />
          )}
        </>
      )}
    </Guided>
  );
}

function ProviderChip({ plan }: { plan: MailPlan }) {
  const { t } = useWords();
  return (
    <span className={styles.chip}>
      <Check size="0.875rem" strokeWidth={2.4} />
      {plan.provider || t("mail.found")}
    </span>
  );
}

type LoginProps = { address: string; plan: MailPlan | null; onBack: () => void; onAdded: () => void };

/** The password, and by hand the servers, which are asked for only where nobody knows them. */
function MailLogin({ address, plan, onBack, onAdded }: LoginProps) {
  const { t } = useWords();
  const id = useId();
  const [password, setPassword] = useState("");
  const [server, setServer] = useState<MailServer>(plan?.server ?? emptyServer(address));
  const ready = isReady(useSecretsPlace().data);
  const label = usePasswordLabel(plan);
  const add = useDeed((desk) => desk.accounts.addMail({ address, password: typedPassword(password, plan), server }));
  const complete = password !== "" && isComplete(server) && ready;
  const failed = add.data && !works(add.data);
  const submit = () => {
    if (complete && !add.isPending) add.mutate(undefined, { onSuccess: (trial) => works(trial) && onAdded() });
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
        {plan === null && (
          <p role="status" className={styles.note}>
            {t("mail.unknown")}
          </p>
        )}
        {plan && <PasswordGuide plan={plan} />}
        <SecretInput
          startHere
          label={label}
          showLabel={t("secrets.show")}
          icon={<KeyRound size="1.125rem" />}
          hint={plan?.appPassword ? t("mail.appPasswordHint", { provider: plan.provider }) : undefined}
          value={password}
          onChange={setPassword}
        />
        <ServerFields server={server} onChange={setServer} open={plan === null} />
      </form>
      <SecretsStep />
      <div role="status" className={styles.fields}>
        {add.isPending && <p className={styles.quiet}>{t("trial.running")}</p>}
        {failed && !add.isPending && <TrialLines trial={add.data} account={address} />}
        {add.error && <TrialFailed problem={problemOf(add.error)} />}
      </div>
      <GuidedFoot onBack={onBack}>
        <Button look="primary" type="submit" form={id} disabled={!complete || add.isPending}>
          {t("mail.connect")}
        </Button>
      </GuidedFoot>
    </>
  );
}
