import { useId, useState } from "react";
import { Checkbox, CheckboxGroup, Label } from "react-aria-components";
import { problemOf } from "../../api/bridge";
import { useDeed } from "../../api/react";
import type { FoundNumber, TwilioForm } from "../../api/settings";
import { useSecretsPlace } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { ChannelShape } from "../../ui/channel";
import { TextInput } from "../../ui/form";
import styles from "./accounts.module.css";
import { Added, Guided, GuidedFoot } from "./Guided";
import { PageButton } from "./PasswordGuide";
import { isReady, SecretsStep } from "./SecretsPlace";
import { TrialFailed, TrialLines, works } from "./TrialLines";
import { type TwilioKey, TwilioKeyFields } from "./TwilioKeyFields";

const consolePage = "https://console.twilio.com/";

/** Connects SMS and WhatsApp: the Twilio account and its key, the numbers it has, and which of them the shop uses. */
export function AddTwilio({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const id = useId();
  const [accountSid, setAccountSid] = useState("");
  const [key, setKey] = useState<TwilioKey>({ kind: "key", keySid: "", secret: "" });
  const [apiUrl, setApiUrl] = useState("");
  const [added, setAdded] = useState(false);
  const login: TwilioForm = {
    accountSid: accountSid.trim(),
    keySid: key.kind === "key" ? key.keySid.trim() : "",
    secret: key.secret.trim(),
    apiUrl: apiUrl.trim(),
    sms: [],
    whatsapp: [],
  };
  const find = useDeed((desk) => desk.accounts.findNumbers(login));
  const wrong =
    find.error && problemOf(find.error).code === "usage" ? problemOf(find.error).params.argument : undefined;
  const complete = login.accountSid !== "" && login.secret !== "" && (key.kind === "token" || login.keySid !== "");
  const found = find.data && works(find.data.trial) ? find.data.numbers : null;
  const edit = (change: () => void) => {
    find.reset(); // other numbers may belong to another login
    change();
  };
  if (added) return <Added title={t("twilio.added")} onDone={onDone} />;
  return (
    <Guided title={t("twilio.title")} lead={t("twilio.lead")}>
      <form
        id={id}
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (complete && !find.isPending) find.mutate();
        }}
      >
        <ol className={styles.guide} aria-label={t("twilio.guide")}>
          <li>
            <span>{t("twilio.openConsole")}</span>
            <PageButton address={consolePage} label={t("mail.open")} />
          </li>
          <li>
            <span>{t("twilio.copySid")}</span>
          </li>
          <li>
            <span>{t("twilio.makeKey")}</span>
          </li>
        </ol>
        <TextInput
          startHere
          code
          label="Account SID"
          hint={t("twilio.sidHint")}
          value={accountSid}
          onChange={(next) => edit(() => setAccountSid(next))}
          error={wrong === "account-sid" ? t("twilio.sidWrong") : undefined}
        />
        <TwilioKeyFields value={key} onChange={(next) => edit(() => setKey(next))} />
        {wrong === "key-sid" && (
          <p role="alert" className={styles.bad}>
            {t("twilio.keySidWrong")}
          </p>
        )}
        <details className={styles.byHand}>
          <summary>{t("mail.byHand")}</summary>
          <TextInput
            code
            type="url"
            label={t("twilio.apiUrl")}
            hint={t("twilio.apiUrlHint")}
            value={apiUrl}
            onChange={(next) => edit(() => setApiUrl(next))}
            error={wrong === "api-url" ? t("twilio.apiUrlWrong") : undefined}
          />
        </details>
      </form>
      <div role="status" className={styles.fields}>
        {find.isPending && <p className={styles.quiet}>{t("twilio.looking")}</p>}
        {find.data && !found && <TrialLines trial={find.data.trial} account={login.accountSid} />}
        {find.error && wrong === undefined && <TrialFailed problem={problemOf(find.error)} />}
      </div>
      {found ? (
        <Numbers login={login} found={found} onBack={onDone} onAdded={() => setAdded(true)} />
      ) : (
        <GuidedFoot onBack={onDone}>
          <Button look="primary" type="submit" form={id} disabled={!complete || find.isPending}>
            {t("twilio.find")}
          </Button>
        </GuidedFoot>
      )}
    </Guided>
  );
}

type NumbersProps = { login: TwilioForm; found: FoundNumber[]; onBack: () => void; onAdded: () => void };

/** Which numbers the shop uses. Where the key may not list them, they are typed. */
function Numbers({ login, found, onBack, onAdded }: NumbersProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string[]>(() => found.filter((n) => n.warning === "").map(nameOf));
  const [typed, setTyped] = useState({ sms: "", whatsapp: "" });
  const ready = isReady(useSecretsPlace().data);
  const of = (channel: "sms" | "whatsapp") => [
    ...found.filter((n) => n.channel === channel && chosen.includes(nameOf(n))).map((n) => n.address),
    ...(typed[channel].trim() === "" ? [] : [typed[channel].trim()]),
  ];
  const form = { ...login, sms: of("sms"), whatsapp: of("whatsapp") };
  const add = useDeed((desk) => desk.accounts.addTwilio(form));
  const complete = ready && form.sms.length + form.whatsapp.length > 0;
  return (
    <>
      {found.length > 0 ? (
        <CheckboxGroup className={styles.numbers ?? ""} value={chosen} onChange={setChosen}>
          <Label className={styles.numbersLabel ?? ""}>{t("twilio.numbers")}</Label>
          {found.map((number) => (
            <Checkbox key={nameOf(number)} value={nameOf(number)} className={styles.number ?? ""}>
              <span className={styles.tick} aria-hidden="true" />
              <span className={styles.badge} data-channel={number.channel}>
                <ChannelShape channel={number.channel} size="1.125rem" />
              </span>
              <span>
                <strong>{number.shown}</strong>{" "}
                <span className={styles.quiet}>
                  {[t(`channel.${number.channel}`), number.name].filter(Boolean).join(" · ")}
                </span>
                {number.warning !== "" && <span className={styles.warning}>{t(`twilio.${number.warning}`)}</span>}
              </span>
            </Checkbox>
          ))}
        </CheckboxGroup>
      ) : (
        <div className={styles.fields}>
          <p className={styles.note}>{t("twilio.none")}</p>
          <TextInput
            code
            label={t("twilio.typedSms")}
            hint={t("twilio.typedHint")}
            value={typed.sms}
            onChange={(sms) => setTyped({ ...typed, sms })}
          />
          <TextInput
            code
            label={t("twilio.typedWhatsapp")}
            value={typed.whatsapp}
            onChange={(whatsapp) => setTyped({ ...typed, whatsapp })}
          />
        </div>
      )}
      <SecretsStep />
      <div role="status" className={styles.fields}>
        {add.isPending && <p className={styles.quiet}>{t("trial.running")}</p>}
        {add.data && !works(add.data) && <TrialLines trial={add.data} account={login.accountSid} />}
        {add.error && <TrialFailed problem={problemOf(add.error)} />}
      </div>
      <GuidedFoot onBack={onBack}>
        <Button
          look="primary"
          disabled={!complete || add.isPending}
          onClick={() => add.mutate(undefined, { onSuccess: (trial) => works(trial) && onAdded() })}
        >
          {t("mail.connect")}
        </Button>
      </GuidedFoot>
    </>
  );
}

function nameOf(number: FoundNumber): string {
  return `${number.channel} ${number.address}`;
}
