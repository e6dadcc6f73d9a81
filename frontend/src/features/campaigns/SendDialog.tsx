import type { Campaign, CampaignPreview } from "../../api/campaigns";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { countSms } from "../../lib/segments";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import styles from "./campaigns.module.css";
import { isLater, isSent } from "./draft";

type Props = {
  campaign: Campaign;
  preview: CampaignPreview;
  busy: boolean;
  onSend: () => void;
  onClose: () => void;
};

/** Asks once, in words: sending is one of the two things that cannot be undone. */
export function SendDialog({ campaign, preview, busy, onSend, onClose }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const { n } = preview.goes;
  const { medium } = campaign;
  if (!isSent(medium)) return null;
  const parts = Math.max(...preview.samples.map(({ text }) => countSms(text).parts), 1);
  return (
    <Dialog alert title={t("campaigns.ask", { n, by: t(`campaigns.by.${medium}`) })} onClose={onClose}>
      <div className={styles.ask}>
        <p>
          {isLater(preview.begins, now)
            ? t("campaigns.ask.begins", { when: moment(now, preview.begins, locale) })
            : t("campaigns.ask.now")}
        </p>
        {medium === "sms" && <p>{t("campaigns.ask.sms", { n: n * parts })}</p>}
        {medium === "whatsapp" && <p>{t("campaigns.ask.whatsapp", { n })}</p>}
        <p>{t("campaigns.ask.again")}</p>
        <p>{t("campaigns.ask.final")}</p>
      </div>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {t("campaigns.ask.no")}
        </Button>
        <Button look="primary" disabled={busy} onClick={onSend}>
          {t("campaigns.ask.yes")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
