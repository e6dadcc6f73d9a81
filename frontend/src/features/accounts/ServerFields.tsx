import type { MailServer } from "../../api/settings";
import { useWords } from "../../i18n/react";
import { Choice, TextInput } from "../../ui/form";
import styles from "./accounts.module.css";

type Way = "imap" | "smtp";

/** Servers that nobody knows yet; most are called after the domain, so that stands there to begin with. */
export function emptyServer(address: string): MailServer {
  const domain = address.slice(address.lastIndexOf("@") + 1);
  return {
    user: "",
    imapHost: `imap.${domain}:993`,
    imapSecurity: "tls",
    smtpHost: `smtp.${domain}:465`,
    smtpSecurity: "tls",
  };
}

/** Splits host:port; the port may be missing while it is typed. */
export function parted(hostPort: string): { host: string; port: string } {
  const colon = hostPort.lastIndexOf(":");
  return colon < 0 ? { host: hostPort, port: "" } : { host: hostPort.slice(0, colon), port: hostPort.slice(colon + 1) };
}

function isPort(port: string): boolean {
  return /^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536;
}

export function isComplete(server: MailServer): boolean {
  return [server.imapHost, server.smtpHost].every((each) => {
    const { host, port } = parted(each);
    return host.trim() !== "" && isPort(port);
  });
}

/** Whether a host is this computer, the only one that may be talked to without encryption. */
function isLocal(host: string): boolean {
  return host === "localhost" || /^127\./.test(host);
}

type Props = { server: MailServer; onChange: (server: MailServer) => void; open: boolean };

/** The servers of a mailbox, closed until somebody wants to set them by hand. */
export function ServerFields({ server, onChange, open }: Props) {
  const { t } = useWords();
  return (
    <details className={styles.byHand} open={open}>
      <summary>{t("mail.byHand")}</summary>
      <div className={styles.fields}>
        <TextInput
          code
          label={t("mail.user")}
          hint={t("mail.userHint")}
          value={server.user}
          onChange={(user) => onChange({ ...server, user })}
        />
        <OneServer way="imap" server={server} onChange={onChange} />
        <OneServer way="smtp" server={server} onChange={onChange} />
      </div>
    </details>
  );
}

function OneServer({ way, server, onChange }: Omit<Props, "open"> & { way: Way }) {
  const { t } = useWords();
  const { host, port } = parted(server[`${way}Host`]);
  const security = server[`${way}Security`];
  const write = (nextHost: string, nextPort: string) =>
    onChange({ ...server, [`${way}Host`]: `${nextHost}:${nextPort}` });
  return (
    <fieldset className={styles.server}>
      <legend>{t(`mail.${way}`)}</legend>
      <div className={styles.hostPort}>
        <TextInput code label={t("mail.host")} value={host} onChange={(next) => write(next.trim(), port)} />
        <TextInput
          code
          label={t("mail.port")}
          value={port}
          onChange={(next) => write(host, next.trim())}
          error={port === "" || isPort(port) ? undefined : t("mail.portWrong")}
        />
      </div>
      <Choice
        row
        label={t("mail.security")}
        value={security}
        options={[
          { value: "tls", label: "TLS" },
          { value: "starttls", label: "STARTTLS" },
          ...(isLocal(host) || security === "plain" ? [{ value: "plain", label: t("mail.plain") }] : []),
        ]}
        onChange={(next) => onChange({ ...server, [`${way}Security`]: next })}
      />
    </fieldset>
  );
}
