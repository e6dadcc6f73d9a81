import { useRef } from "react";
import { problemOf } from "../../api/bridge";
import type { Saying } from "../../api/consents";
import type { Profile } from "../../api/people";
import { useCustomerDeed, useSayings } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { calendarDay } from "../../lib/time";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import styles from "./master.module.css";

type Props = {
  profile: Profile;
  onShow: (messageId: string) => void;
  onClose: () => void;
};

/** All that a customer ever said of what may be sent to her, the latest first; nothing of it is ever overwritten. */
export function SayingsDialog({ profile, onShow, onClose }: Props) {
  const { t, explain } = useWords();
  const { data, error } = useSayings(profile.customerId);
  return (
    <Dialog title={t("sayings.title", { name: profile.name })} onClose={onClose}>
      {error && <Notice tone="bad" text={explain(problemOf(error))} />}
      {data?.length === 0 && <p className={styles.none}>{t("sayings.none")}</p>}
      {data && data.length > 0 && (
        <ul className={styles.edits}>
          {data.map((saying) => (
            <OneSaying
              key={saying.id}
              saying={saying}
              customerId={profile.customerId}
              onShow={(messageId) => {
                onClose();
                onShow(messageId);
              }}
            />
          ))}
        </ul>
      )}
      <DialogFoot>
        <Button look="line" onClick={onClose}>
          {t("edits.close")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

type OneProps = { saying: Saying; customerId: string; onShow: (messageId: string) => void };

function OneSaying({ saying, customerId, onShow }: OneProps) {
  const { t, locale } = useWords();
  const complain = useComplain();
  const row = useRef<HTMLLIElement>(null);
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
    <li className={styles.edit} ref={row} tabIndex={-1}>
      <div>
        <p className={styles.editName}>
          <b>{t(`sayings.${status === "given" ? "given" : "withdrawn"}`, { purposes: about })}</b>
          <span>{details.join(" · ")}</span>
        </p>
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
      </div>
      {saying.undoable && (
        <Button
          look="quiet"
          aria-label={t("edits.undo.of", { field: about })}
          onClick={() => {
            row.current?.focus(); // the button goes when it is done
            undoing.mutate(undefined, { onError: complain });
          }}
        >
          {t("edits.undo")}
        </Button>
      )}
    </li>
  );
}
