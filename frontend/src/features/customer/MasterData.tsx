import History from "lucide-react/icons/history";
import { type ReactNode, useState } from "react";
import { DeskError } from "../../api/bridge";
import type { Profile } from "../../api/people";
import { useSpeak, useSpoken } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { locales } from "../../i18n/catalogue";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Toggle } from "../../ui/form";
import { Pick } from "../../ui/Pick";
import { readBirthday, writtenBirthday } from "./birthday";
import { Details } from "./Details";
import { useDescribing } from "./describing";
import { EditsDialog } from "./EditsDialog";
import { languageName } from "./fields";
import { MasterField } from "./MasterField";
import styles from "./master.module.css";

/** What the owner writes down about a customer, each field kept as it is typed. */
export function MasterData({ profile }: { profile: Profile }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <section className={styles.card}>
      <div className={styles.head}>
        <h2>{t("master.title")}</h2>
        <Button look="link" onClick={() => setAsking(true)}>
          <History size="1rem" />
          {t("master.history")}
        </Button>
      </div>
      <DocumentField profile={profile} />
      <BirthdayField profile={profile} />
      <PostalField profile={profile} />
      <Details profile={profile} />
      <LanguageField customerId={profile.customerId} />
      <GroupField profile={profile} />
      {asking && <EditsDialog profile={profile} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** Kept whatever is typed: a doubt is told, not forbidden. */
function DocumentField({ profile }: { profile: Profile }) {
  const { t } = useWords();
  const describe = useDescribing(profile.customerId);
  const kind = profile.documentDoubt;
  return (
    <MasterField
      label={t("profile.document")}
      kept={profile.document}
      save={(document) => describe({ document })}
      maxLength={40}
      doubt={(text) => (kind && text === profile.document ? t(`profile.doubt.${kind}`) : undefined)}
    />
  );
}

function BirthdayField({ profile }: { profile: Profile }) {
  const { t, locale } = useWords();
  const describe = useDescribing(profile.customerId);
  const wrong = (text: string) => text.trim() !== "" && readBirthday(text, locale) === null;
  return (
    <MasterField
      label={t("master.birthday")}
      hint={t("master.birthday.hint")}
      kept={writtenBirthday(profile.birthday, locale)}
      save={async (text) => {
        if (wrong(text)) throw new DeskError({ code: "usage", params: { argument: "birthday" } });
        await describe({ birthday: readBirthday(text, locale) ?? "" });
      }}
      maxLength={20}
      doubt={(text) => (wrong(text) ? t("master.birthday.doubt") : undefined)}
    />
  );
}

function PostalField({ profile }: { profile: Profile }) {
  const { t } = useWords();
  const describe = useDescribing(profile.customerId);
  return (
    <MasterField
      label={t("master.postal")}
      hint={t("master.postal.hint")}
      kept={profile.postal.join("\n\n")}
      save={(text) => describe({ postal: text.split(/\n\s*\n/) })}
      maxLength={4000}
      lines
    />
  );
}

function LanguageField({ customerId }: { customerId: string }) {
  const { t, locale } = useWords();
  const complain = useComplain();
  const spoken = useSpoken(customerId).data;
  const speak = useSpeak(customerId);
  const options = ["" as const, ...locales].map((value) => ({
    value,
    text: value === "" ? t("master.language.auto") : languageName(value, locale),
  }));
  return (
    <Line label={t("master.language")}>
      <Pick
        label={t("master.language")}
        value={spoken?.chosen ? spoken.language : ""}
        options={options}
        onPick={(value) => {
          const chosen = options.find((each) => each.value === value)?.value ?? "";
          speak.mutate(chosen, { onError: complain });
        }}
      />
    </Line>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <span>{label}</span>
      {children}
    </div>
  );
}

function GroupField({ profile }: { profile: Profile }) {
  const { t } = useWords();
  const describe = useDescribing(profile.customerId);
  return (
    <Toggle
      label={t("master.group")}
      hint={t("master.group.hint")}
      isSelected={profile.group}
      onChange={(group) => void describe({ group }).catch(() => undefined)}
    />
  );
}
