import Mail from "lucide-react/icons/mail-open";
import { isByHand, type TimelineItem } from "../../api/types";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Attachments } from "./Attachments";
import styles from "./conversation.module.css";
import { Letter } from "./Letter";
import { type Look, shownFiles, useLook } from "./reading";
import { isLong, Words } from "./Words";

/**
 * How a message is shown first. The newest mail of the customer stands as it came, as somebody who opens the
 * conversation expects; older ones are quick to read as words and unfold into what they were. One that was looked for
 * shows all its words, among them those that were found.
 */
function firstLook(item: TimelineItem, newest: boolean, sought: boolean): Look {
  const wordless = item.text.trim() === "" && item.quoted === "";
  if (sought && !wordless) return { mode: "text", whole: false, quoted: true, height: 0 };
  const formatted = item.rich && (wordless || (newest && item.direction === "in"));
  return { mode: formatted ? "formatted" : "quick", whole: false, quoted: false, height: 0 };
}

/** What was said, and the files that came with it. */
export function Body({ item, newest, sought }: { item: TimelineItem; newest: boolean; sought: boolean }) {
  const { t } = useWords();
  const [look, change] = useLook(item.id, firstLook(item, newest, sought), sought);
  const mail = item.channel === "email";
  const written = mail ? styles.mail : styles.bubble;
  const formatted = look.mode === "formatted";
  return (
    <div className={isByHand(item.channel) ? styles.log : written} data-formatted={formatted || undefined}>
      {mail && (
        <p className={styles.subject} dir="auto">
          {item.subject || t("event.noSubject")}
        </p>
      )}
      {item.cc !== "" && item.direction === "out" && (
        <p className={styles.copies}>
          {t("composer.cc")}: {item.cc}
        </p>
      )}
      {item.placeholder !== "" && <p className={styles.aside}>{t(`placeholder.${item.placeholder}`)}</p>}
      {item.damaged && <p className={styles.aside}>{t("event.damaged")}</p>}
      {formatted ? (
        <Letter item={item} look={look} change={change} />
      ) : (
        <Text item={item} look={look} change={change} />
      )}
      <Attachments files={shownFiles(item.attachments, formatted)} />
    </div>
  );
}

type Part = { item: TimelineItem; look: Look; change: (part: Partial<Look>) => void };

/** The words of a message: new ones first, what they answer behind a button. */
function Text({ item, look, change }: Part) {
  const { t } = useWords();
  const long = isLong(item.text);
  const folded = long && look.mode === "quick";
  const asItCame = () => change({ mode: "formatted", whole: true });
  // Where there is more to see than words, unfolding shows it.
  const unfold = item.rich ? asItCame : () => change({ mode: "text" });
  return (
    <>
      {item.text !== "" && <Words text={item.text} folded={folded} />}
      {look.quoted && item.quoted.trim() !== "" && (
        <blockquote className={styles.quoted}>
          <Words text={item.quoted.trim()} />
        </blockquote>
      )}
      <div className={styles.unfold}>
        {folded && (
          <Button look="link" aria-expanded={false} onClick={unfold}>
            {t("event.more")}
          </Button>
        )}
        {long && look.mode === "text" && (
          <Button look="link" aria-expanded={true} onClick={() => change({ mode: "quick" })}>
            {t("event.less")}
          </Button>
        )}
        {item.rich && !folded && (
          <Button look="link" onClick={asItCame}>
            <Mail size="1rem" />
            {t("letter.show")}
          </Button>
        )}
        {item.quoted.trim() !== "" && !folded && (
          <Button look="link" aria-expanded={look.quoted} onClick={() => change({ quoted: !look.quoted })}>
            {t(look.quoted ? "event.hideQuoted" : "event.showQuoted")}
          </Button>
        )}
      </div>
    </>
  );
}
