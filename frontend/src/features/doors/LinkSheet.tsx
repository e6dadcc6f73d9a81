import Printer from "lucide-react/icons/printer";
import { useState } from "react";
import { useDesk } from "../../api/react";
import type { AccountCard } from "../../api/settings";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { LinesInput } from "../../ui/form";
import { Printed } from "../../ui/Printed";
import styles from "./doors.module.css";
import { Frame } from "./Frame";
import { anchor, maxText, waLink } from "./links";
import { QrCode } from "./QrCode";

type Props = { account: AccountCard; demo: boolean; onClose: () => void };

/** The link to the shop's WhatsApp, for a site, and as a code on a poster for the door. */
export function LinkSheet({ account, demo, onClose }: Props) {
  const { t } = useWords();
  const desk = useDesk();
  const { shop } = usePreferences();
  const [text, setText] = useState("");
  const link = waLink(account.dial, text);
  const snippet = anchor(link, t("doors.linkWords"));
  const poster = <Poster shop={shop.name} link={link} number={account.address} />;
  return (
    <Frame
      title={t("doors.linkTitle")}
      lead={t("doors.linkLead", { number: account.address })}
      demo={demo ? t("doors.linkDemo") : undefined}
      onClose={onClose}
      deed={
        <Button look="primary" onClick={() => void desk.shop.print().catch(() => undefined)}>
          <Printer size="1.125rem" />
          {t("doors.print")}
        </Button>
      }
      made={
        <div className={styles.desk}>
          <div className={styles.shown}>{poster}</div>
          {shop.name === "" && <p className={styles.aside}>{t("doors.noName", { place: t("settings.shop") })}</p>}
        </div>
      }
    >
      <LinesInput
        label={t("doors.text")}
        hint={t("doors.textHint")}
        rows={2}
        maxLength={maxText}
        value={text}
        onChange={setText}
      />
      <Copied title={t("doors.link")} text={link} label={t("doors.copyLink")} />
      <Copied title={t("doors.site")} text={snippet} label={t("doors.copySite")} />
      <Printed>{poster}</Printed>
    </Frame>
  );
}

function Copied({ title, text, label }: { title: string; text: string; label: string }) {
  const { t } = useWords();
  return (
    <section className={styles.copied}>
      <h3>{title}</h3>
      <code>{text}</code>
      <CopyButton text={text} label={label} copied={t("doors.copied")} />
    </section>
  );
}

/** What hangs on the door. */
function Poster({ shop, link, number }: { shop: string; link: string; number: string }) {
  const { t, locale } = useWords();
  return (
    <article className={styles.poster} lang={locale}>
      {shop !== "" && (
        <h3 className={styles.shop} dir="auto">
          {shop}
        </h3>
      )}
      <QrCode link={link} label={t("doors.code", { number })} />
      <p className={styles.number}>{number}</p>
      <p>{t("doors.sentence")}</p>
    </article>
  );
}
