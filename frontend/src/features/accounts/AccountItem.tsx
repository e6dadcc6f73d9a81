import { useEffect } from "react";
import { problemOf } from "../../api/bridge";
import { useDeed } from "../../api/react";
import type { AccountCard } from "../../api/settings";
import { useWords } from "../../i18n/react";
import { readingWords } from "../../i18n/reading";
import type { Translate } from "../../i18n/translate";
import { doorTo } from "../../lib/doors";
import { useNow } from "../../lib/now";
import { daysBetween, moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { CommandIcon } from "../../ui/CommandIcon";
import { ChannelShape } from "../../ui/channel";
import styles from "./accounts.module.css";
import { TrialFailed, TrialLines } from "./TrialLines";

type Props = {
  account: AccountCard;
  /** True in the demonstration, whose accounts stay as they are. */
  fixed: boolean;
  /** True when the test is wanted without a press, because the owner came to mend this account. */
  testNow: boolean;
  onTested: () => void;
  onPassword: () => void;
  onRemove: () => void;
  onDoor: () => void;
};

type State = { tone: "ok" | "warn" | "bad"; text: string };

/** How an account fares, in words; its colour only repeats them. */
export function stateOf(account: AccountCard, now: number, t: Translate, locale: string): State {
  if (account.problem) {
    return { tone: "bad", text: t("account.trouble", { time: moment(now, account.since || now, locale) }) };
  }
  if (account.lastOk === 0) {
    return { tone: "warn", text: readingWords(account.reading, t, locale) };
  }
  const time = moment(now, account.lastOk, locale);
  return { tone: "ok", text: t(daysBetween(now, account.lastOk) === 0 ? "health.ok" : "health.okEarlier", { time }) };
}

/** One account of the shop. */
export function AccountItem({ account, fixed, testNow, onTested, onPassword, onRemove, onDoor }: Props) {
  const { t, locale, explain } = useWords();
  const now = useNow(30_000);
  const state = stateOf(account, now, t, locale);
  const test = useDeed((desk) => desk.accounts.test(account.id));
  const run = test.mutate;
  useEffect(() => {
    if (!testNow) return;
    run();
    onTested();
  }, [testNow, run, onTested]);
  const name = { address: account.address };
  const door = doorTo(account);
  return (
    <li className={styles.card} aria-label={account.address}>
      <span className={styles.badge} data-channel={account.channel}>
        <ChannelShape channel={account.channel} size="1.25rem" />
      </span>
      <div className={styles.cardWords}>
        <p className={styles.address}>
          <strong>{account.address}</strong> <span className={styles.quiet}>{t(`channel.${account.channel}`)}</span>
        </p>
        <p className={styles.state}>
          <span className={styles.dot} data-tone={state.tone} aria-hidden="true" />
          {state.text}
        </p>
        {account.problem && !test.data && (
          <p className={styles.bad}>
            {explain({ ...account.problem, params: { ...account.problem.params, account: account.address } })}
          </p>
        )}
      </div>
      <div className={styles.cardButtons}>
        <Button
          look="line"
          aria-label={t("account.testOf", name)}
          disabled={test.isPending}
          onClick={() => test.mutate()}
        >
          {t("account.test")}
        </Button>
        {door === "link" && (
          <CommandButton command="doors.link" look="line" aria-label={t("doors.openOf", name)} onClick={onDoor}>
            <CommandIcon command="doors.link" size="1.125rem" />
            {t("doors.open")}
          </CommandButton>
        )}
        {door === "form" && (
          <CommandButton command="doors.form" look="line" aria-label={t("doors.formOf", name)} onClick={onDoor}>
            <CommandIcon command="doors.form" size="1.125rem" />
            {t("doors.form")}
          </CommandButton>
        )}
        {!fixed && (
          <>
            <Button look="quiet" aria-label={t("account.passwordOf", name)} onClick={onPassword}>
              {t("account.password")}
            </Button>
            <Button look="quiet" aria-label={t("account.removeOf", name)} onClick={onRemove}>
              {t("account.remove")}
            </Button>
          </>
        )}
      </div>
      <div role="status" className={styles.cardTrial}>
        {test.isPending && <p className={styles.quiet}>{t("trial.running")}</p>}
        {test.data && <TrialLines trial={test.data} account={account.address} />}
        {test.error && <TrialFailed problem={problemOf(test.error)} />}
      </div>
    </li>
  );
}
