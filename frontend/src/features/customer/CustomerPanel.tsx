import Pencil from "lucide-react/icons/pencil";
import X from "lucide-react/icons/x";
import { Fragment, useState } from "react";
import { problemOf } from "../../api/bridge";
import { useDeed } from "../../api/react";
import type { Card } from "../../api/types";
import { useWords } from "../../i18n/react";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { ChannelShape } from "../../ui/channel";
import { Hidden } from "../../ui/Hidden";
import { useToasts } from "../../ui/toasts";
import styles from "./customer.module.css";

type Props = {
  card: Card;
  /** Present where the panel lies over the conversation and can be closed. */
  onHide?: (() => void) | undefined;
};

/** Who the customer is and how to reach them. */
export function CustomerPanel({ card, onHide }: Props) {
  const { t } = useWords();
  const [renaming, setRenaming] = useState(false);
  return (
    <aside className={styles.panel} aria-label={t("panel.label")}>
      <div className={styles.head}>
        <Avatar id={card.customerId} name={card.name} large />
        {renaming ? (
          <NameForm card={card} onDone={() => setRenaming(false)} />
        ) : (
          <div className={styles.identity}>
            <h3 dir="auto">{card.name}</h3>
          </div>
        )}
        {!renaming && (
          <Button look="icon" className={styles.small} aria-label={t("panel.rename")} onClick={() => setRenaming(true)}>
            <Pencil size="1rem" />
          </Button>
        )}
        {onHide && !renaming && (
          <Button look="icon" className={styles.small} aria-label={t("panel.hide")} onClick={onHide}>
            <X size="1.125rem" />
          </Button>
        )}
      </div>
      <section className={styles.card}>
        <h4>{t("panel.contacts")}</h4>
        <ul>
          {card.addresses.map((address) => (
            <li key={address.id} className={styles.contact} data-channel={address.channel}>
              <ChannelShape channel={address.channel} size="1.125rem" />
              <Hidden>{t(`channel.${address.channel}`)}: </Hidden>
              <span>
                {address.address.split(/(?<=@)/).map((part) => (
                  <Fragment key={part}>
                    {part}
                    <wbr />
                  </Fragment>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}

function NameForm({ card, onDone }: { card: Card; onDone: () => void }) {
  const { t, explain } = useWords();
  const toasts = useToasts();
  const [name, setName] = useState(card.name);
  const rename = useDeed((desk, wanted: string) => desk.conversation.rename(card.customerId, wanted), card.customerId);
  const save = async () => {
    const wanted = name.trim();
    try {
      if (wanted !== "" && wanted !== card.name) await rename.mutateAsync(wanted);
      onDone();
    } catch (thrown) {
      toasts.show({ tone: "bad", text: explain(problemOf(thrown)) });
    }
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        type="text"
        className={styles.input}
        aria-label={t("panel.name")}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the owner has just asked to type here
        autoFocus
        dir="auto"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onDone();
        }}
      />
      <div className={styles.formDeeds}>
        <Button look="primary" type="submit" disabled={name.trim() === ""}>
          {t("panel.save")}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t("panel.cancel")}
        </Button>
      </div>
    </form>
  );
}
