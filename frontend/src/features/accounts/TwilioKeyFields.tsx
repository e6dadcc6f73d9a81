import KeyRound from "lucide-react/icons/key-round";
import { useWords } from "../../i18n/react";
import { Choice, SecretInput, TextInput } from "../../ui/form";

/** How one logs in at Twilio: with a key made for a program, or with the account's own token. */
export type TwilioKey = { kind: "key" | "token"; keySid: string; secret: string };

type Props = { value: TwilioKey; onChange: (key: TwilioKey) => void };

/** The fields of a Twilio key or token. */
export function TwilioKeyFields({ value, onChange }: Props) {
  const { t } = useWords();
  const isKey = value.kind === "key";
  return (
    <>
      <Choice
        row
        label={t("twilio.with")}
        hint={t(isKey ? "twilio.keyHint" : "twilio.tokenHint")}
        value={value.kind}
        options={[
          { value: "key", label: t("twilio.key") },
          { value: "token", label: t("twilio.token") },
        ]}
        onChange={(kind) => onChange({ ...value, kind })}
      />
      {isKey && (
        <TextInput
          code
          label={t("twilio.keySid")}
          value={value.keySid}
          onChange={(keySid) => onChange({ ...value, keySid })}
        />
      )}
      <SecretInput
        label={t(isKey ? "twilio.secret" : "twilio.token")}
        showLabel={t("secrets.show")}
        icon={<KeyRound size="1.125rem" />}
        value={value.secret}
        onChange={(secret) => onChange({ ...value, secret })}
      />
    </>
  );
}
