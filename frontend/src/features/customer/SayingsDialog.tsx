import type { Saying } from "../../api/consents";
import type { Profile } from "../../api/people";
import { useCustomerDeed, useSayings } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { calendarDay } from "../../lib/time";
import { Button } from "../../ui/Button";
import { LogDialog, LogRow } from "./LogDialog";
import styles from "./master.module.css";

type Props = {
  profile: Profile;
  onShow: (messageId: string) => void;
  onClose: () => void;
};

/** All that a customer ever said of what may be sent to her, the latest first; nothing of it is ever overwritten. */
export function SayingsDialog({ profile, onShow, onClose }: Props) {
  const { t } = useWords();
  const { data, error } = useSayings(profile.customerId);
  const toMessage = (messageId: string) => {
    onClose();
    onShow(messageId);
  };
  return (
    <LogDialog
      title={t("sayings.title", { name: profile.name })}
      none={t("sayings.none")}
      count={data?.length}
      error={error}
      onClose={onClose}
    >
      {data?.map((saying) => (
        <OneSaying key={saying.id} saying={saying} customerId={profile.customerId} onShow={toMessage} />
      ))}
    </LogDialog>
  );
}

type OneProps = { saying: Saying; customerId: string; onShow: (messageId: string) => void };

function OneSaying({ saying, customerId, onShow }: OneProps) {
  const { t, locale } = useWords();
  const undoing = useCustomerDeed((desk) => desk.consents.undo([saying.id]), customerId);
  const { channel, address, status, purposes, source, basis, wording, messageId, saidAt, byOwner, undone } = saying;
  const about = purposes.map((each) => t(`sayings.purpose.${each}`)).join(", ");
  const details = [
    t(`consent.by.${source}`, { date: calendarDay(saidAt, locale) }),
    basis !== "" && t(`sayings.basis.${basis}`),
    !byOwner && t("sayings.byProgram"),
    undone && t("edits.undone"),
  ].filter(Boolean);
  return (
    <LogRow
      name={<b>{t(`sayings.${status === "given" ? "given" : "withdrawn"}`, { purposes: about })}</b>}
      details={details.join(" · ")}
      undo={saying.undoable && { of: about, run: () => undoing.mutateAsync(undefined) }}
    >
      <p className={styles.change}>
        {t(`channel.${channel}`)}
        {address !== "" && ` · ${address}`}
      </p>
      {wording !== "" && (
        <p className={styles.change} dir="auto">
          {t("sayings.wording", { words: wording })}
        </p>
      )}
      {messageId !== "" && (
        <Button look="link" onClick={() => onShow(messageId)}>
          {t("sayings.message")}
        </Button>
      )}
    </LogRow>
  );
}
