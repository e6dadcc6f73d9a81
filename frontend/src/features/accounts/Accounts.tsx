import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { problemOf } from "../../api/bridge";
import type { AccountCard } from "../../api/settings";
import { useAccounts } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import type { Repair } from "../../lib/repair";
import { Button } from "../../ui/Button";
import { ChannelShape } from "../../ui/channel";
import { Notice } from "../../ui/Notice";
import { Section } from "../../ui/Section";
import { AccountItem } from "./AccountItem";
import { AddMail } from "./AddMail";
import { AddTwilio } from "./AddTwilio";
import styles from "./accounts.module.css";
import { ChangePassword } from "./ChangePassword";
import { RemoveAccount } from "./RemoveAccount";
import { SecretsLine, SecretsLocked } from "./SecretsPlace";

type Props = {
  /** The accounts of the demonstration stay as they are. */
  demo: boolean;
  /** What the owner came to mend, if that is why. */
  repair: Repair | null;
  onRepaired: () => void;
  /** Shows the way in from outside that leads to an account. */
  onDoor: (account: AccountCard) => void;
};
type Asked = { what: "password" | "remove"; account: AccountCard };

/** The shop's accounts: how each fares, and the way to another. */
export function Accounts({ demo, repair, onRepaired, onDoor }: Props) {
  const { t, explain } = useWords();
  const { data: accounts, error, refetch } = useAccounts();
  const [adding, setAdding] = useState<"email" | "twilio" | null>(null);
  const [wanted, setWanted] = useState<Asked | null>(null);
  const broken = repair && accounts?.find((account) => account.connectionId === repair.connectionId);
  const mending: Asked | null = broken && repair.step === "password" ? { what: "password", account: broken } : null;
  const asked = mending ?? wanted;
  const answered = () => {
    setWanted(null);
    onRepaired();
  };

  if (adding === "email" && !repair) return <AddMail onDone={() => setAdding(null)} />;
  if (adding === "twilio" && !repair) return <AddTwilio onDone={() => setAdding(null)} />;
  if (error) {
    const retry = { label: t("trouble.retry"), run: () => void refetch() };
    return <Notice tone="bad" text={explain(problemOf(error))} actions={[retry]} />;
  }
  return (
    <Section title={t("settings.channels")} lead={t("channels.lead")}>
      {!demo && <SecretsLocked />}
      {accounts?.length === 0 && <p className={styles.nobody}>{t("channels.nobody")}</p>}
      <ul className={styles.cards}>
        {accounts?.map((account) => (
          <AccountItem
            key={account.id}
            account={account}
            fixed={demo}
            testNow={account === broken && repair?.step === "test"}
            onTested={onRepaired}
            onPassword={() => setWanted({ what: "password", account })}
            onRemove={() => setWanted({ what: "remove", account })}
            onDoor={() => onDoor(account)}
          />
        ))}
      </ul>
      {demo ? (
        <p className={styles.quiet}>{t("channels.demo")}</p>
      ) : (
        <>
          <h3 className={styles.addHead}>{t("channels.add")}</h3>
          <div className={styles.add}>
            <Button look="line" data-channel="email" onClick={() => setAdding("email")}>
              <Plus size="1.125rem" />
              {t("channels.addMail")}
              <ChannelShape channel="email" size="1.125rem" />
            </Button>
            <Button look="line" data-channel="whatsapp" onClick={() => setAdding("twilio")}>
              <Plus size="1.125rem" />
              {t("channels.addTwilio")}
              <ChannelShape channel="whatsapp" size="1.125rem" />
            </Button>
          </div>
          <SecretsLine />
        </>
      )}
      {asked?.what === "password" && <ChangePassword account={asked.account} onClose={answered} />}
      {asked?.what === "remove" && <RemoveAccount account={asked.account} onClose={answered} />}
    </Section>
  );
}
