import ShieldAlert from "lucide-react/icons/shield-alert";
import { useCallback, useEffect, useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { LinkView } from "../../api/letterTypes";
import { useDesk } from "../../api/react";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { useToasts } from "../../ui/toasts";
import styles from "./dialogs.module.css";

/** The link that the owner is asked about. It listens for the links inside mails by itself. */
export function useLinkQuestion() {
  const desk = useDesk();
  const complain = useComplain();
  const [link, setLink] = useState<LinkView | null>(null);
  const ask = useCallback((found: Promise<LinkView>) => void found.then(setLink, complain), [complain]);
  const askAddress = useCallback((address: string) => ask(desk.letters.inspect(address)), [ask, desk]);
  const close = useCallback(() => setLink(null), []);
  useEffect(() => desk.letters.onLink((token) => ask(desk.letters.link(token))), [desk, ask]);
  return { link, askAddress, close };
}

/** Says where a link really leads before anything opens. */
export function LinkDialog({ link, close }: { link: LinkView | null; close: () => void }) {
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen={link !== null}
      onOpenChange={(open) => !open && close()}
      isDismissable
    >
      <Modal className={styles.question ?? ""}>{link && <Question key={link.url} link={link} close={close} />}</Modal>
    </ModalOverlay>
  );
}

function Question({ link, close }: { link: LinkView; close: () => void }) {
  const { t } = useWords();
  const complain = useComplain();
  const desk = useDesk();
  const toasts = useToasts();
  const tricky = link.flags.length > 0;
  const run = (deed: Promise<void>, done?: string) => {
    close();
    deed.then(() => done && toasts.show({ text: done }), complain);
  };
  return (
    <Dialog className={styles.dialog ?? ""} role={tricky ? "alertdialog" : "dialog"}>
      <Heading slot="title" className={styles.title ?? ""}>
        {t(`link.title.${link.kind}`)}
      </Heading>
      <p className={styles.host}>
        <b>{link.host}</b>
        {link.readable !== "" && <span>{t("link.readable", { host: link.readable })}</span>}
      </p>
      {link.kind === "web" && <p className={styles.url}>{link.url}</p>}
      {tricky && (
        <ul className={styles.tricks}>
          {link.flags.map((flag) => (
            <li key={flag}>
              <ShieldAlert size="1.125rem" />
              {flag === "other_host" ? t("link.other_host", { text: link.text }) : t(`link.${flag}`)}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.deeds}>
        <Button look="quiet" onClick={() => run(desk.letters.copy(copied(link)), t("link.copied"))}>
          {t("link.copy")}
        </Button>
        <span className={styles.grow} />
        {/* Where something looks like a trick, the safe way is the prominent one. */}
        <Button
          look={tricky || link.kind !== "web" ? "primary" : "line"}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog begins at its likeliest safe answer
          autoFocus={tricky || link.kind !== "web"}
          onClick={close}
        >
          {t(link.kind === "web" ? "link.cancel" : "link.close")}
        </Button>
        {link.kind === "web" && (
          <Button
            look={tricky ? "line" : "primary"}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog begins at its likeliest safe answer
            autoFocus={!tricky}
            onClick={() => run(desk.shop.openLink(link.url))}
          >
            {t(tricky ? "link.openAnyway" : "link.open")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

/** Of mail and telephone only the address or the number is of use elsewhere. */
function copied(link: LinkView): string {
  return link.kind === "web" ? link.url : link.host;
}
