import CloudOff from "lucide-react/icons/cloud-off";
import Lock from "lucide-react/icons/lock";
import Paperclip from "lucide-react/icons/paperclip";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { ReactNode } from "react";
import { useDrafts } from "../../api/box";
import type { Slot } from "../../api/composer";
import { type Box, emptyDraft } from "../../api/drafts";
import type { Card } from "../../api/types";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";
import { leftBehind, type Obstacle } from "./rules";

type Props = { card: Card; box: Box; slot: Slot; stopped: Obstacle | null; offline: boolean };

/** What the owner must know before sending: a closed window, no network, what stays behind, what was not saved. */
export function Strips({ card, box, slot, stopped, offline }: Props) {
  const { t, explain } = useWords();
  return (
    <>
      {(stopped === "windowClosed" || stopped === "windowNever") && (
        <ClosedWindow card={card} slot={slot} never={stopped === "windowNever"} />
      )}
      {offline && slot !== "note" && (
        <Strip icon={<CloudOff size="1rem" />} title={t("composer.offlineTitle")} text={t("composer.offlineText")} />
      )}
      <LeftBehind card={card} box={box} slot={slot} />
      {box.problem && (
        <Strip
          tone="bad"
          icon={<TriangleAlert size="1rem" />}
          text={t("composer.unsaved", { why: explain(box.problem) })}
        />
      )}
    </>
  );
}

type StripProps = { icon: ReactNode; title?: string; text: string; tone?: "bad"; children?: ReactNode };

function Strip({ icon, title, text, tone, children }: StripProps) {
  return (
    <div className={styles.strip} data-tone={tone} role="status">
      {icon}
      <p>
        {title && <b>{title} </b>}
        {text}
      </p>
      {children && <div className={styles.stripDeeds}>{children}</div>}
    </div>
  );
}

/** WhatsApp takes no free text now: the ways that are open, each a click away, the text goes along. */
function ClosedWindow({ card, slot, never }: { card: Card; slot: Slot; never: boolean }) {
  const { t } = useWords();
  const drafts = useDrafts();
  const open = card.channels.filter((each) => !each.windowed);
  return (
    <Strip
      icon={<Lock size="1rem" />}
      title={t(never ? "composer.neverTitle" : "composer.closedTitle")}
      text={`${t(never ? "composer.neverText" : "composer.closedText")}${open.length === 0 ? ` ${t("composer.noOtherWay")}` : ""}`}
    >
      {open.map(({ channel }) => (
        <Button key={channel} look="line" onClick={() => drafts.choose(card.customerId, slot, channel)}>
          {t("composer.otherWay", { channel: t(`channel.${channel}`) })}
        </Button>
      ))}
    </Strip>
  );
}

/** Names what the channel cannot carry before anything is sent without it. */
function LeftBehind({ card, box, slot }: { card: Card; box: Box; slot: Slot }) {
  const { t, locale } = useWords();
  const drafts = useDrafts();
  const mail = leftBehind(box, slot);
  if (!mail || slot === "note") return null;
  const what = [
    ...mail.files.map((file) => file.name),
    ...(mail.subject !== null ? [t("composer.leftSubject")] : []),
    ...(mail.cc !== "" ? [t("composer.leftCc")] : []),
  ];
  const list = new Intl.ListFormat(locale, { type: "conjunction" }).format(what);
  const discard = () => {
    drafts.change(card.customerId, "email", emptyDraft);
    drafts.choose(card.customerId, "email", slot);
  };
  return (
    <Strip icon={<Paperclip size="1rem" />} text={t("composer.left", { channel: t(`channel.${slot}`), what: list })}>
      <Button look="quiet" onClick={discard}>
        {t("composer.discard")}
      </Button>
    </Strip>
  );
}
