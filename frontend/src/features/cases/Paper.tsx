import type { CaseStory } from "../../api/cases";
import type { DeliveryState, TimelineItem } from "../../api/types";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import styles from "./paper.module.css";

type Props = {
  told: CaseStory;
  /** Everything that was said with the customer, not only in this case. */
  whole: boolean;
  said: TimelineItem[];
};

/** The states in which the customer has what the shop wrote. */
const arrived: ReadonlySet<DeliveryState> = new Set(["sent", "delivered", "read"]);

/** What was said, as a document for whoever asks for it: the owner's notes are never in it. */
export function Paper({ told, whole, said }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const shop = usePreferences().shop.name;
  const full = (ms: number) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format(ms);
  const lines: [string, string][] = [[t("paper.for"), told.name]];
  if (!whole) {
    lines.push([t("case.number"), told.protocol]);
    if (told.numbers.length > 0) lines.push([t("paper.also"), told.numbers.join(", ")]);
    lines.push([t("paper.opened"), full(told.openedAt)]);
    if (told.closedAt > 0) lines.push([t("paper.closed"), full(told.closedAt)]);
    if (told.class !== "") lines.push([t("paper.class"), t(`class.${told.class}`)]);
  }
  return (
    <article className={styles.paper} lang={locale}>
      <header>
        {shop !== "" && (
          <p className={styles.shop} dir="auto">
            {shop}
          </p>
        )}
        <h1>{t("paper.title")}</h1>
        <dl>
          {lines.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      </header>
      {said.length === 0 && <p>{t("paper.none")}</p>}
      <ol>
        {said.map((item) => (
          <Message
            key={item.id}
            item={item}
            who={item.direction === "in" ? told.name : shop || t("paper.shop")}
            numbered={whole}
          />
        ))}
      </ol>
      <footer>
        {t("paper.count", { n: said.length })} · {t("paper.printed", { time: full(now) })}
      </footer>
    </article>
  );
}

function Message({ item, who, numbered }: { item: TimelineItem; who: string; numbered: boolean }) {
  const { t, locale } = useWords();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "short" }).format(item.at);
  const notArrived = item.delivery && !arrived.has(item.delivery.state) ? item.delivery.state : null;
  const files = item.attachments.map((file) => file.name || t("paper.file"));
  return (
    <li>
      <p className={styles.head}>
        <strong dir="auto">{who}</strong> · {t(`channel.${item.channel}`)} · {time}
        {numbered && item.protocol !== "" && ` · ${item.protocol}`}
        {notArrived && ` · ${t(`delivery.${notArrived}`)}`}
      </p>
      {item.subject !== "" && (
        <p className={styles.subject} dir="auto">
          {item.subject}
        </p>
      )}
      {item.placeholder !== "" && <p className={styles.quoted}>{t(`placeholder.${item.placeholder}`)}</p>}
      {item.text.trim() !== "" && (
        <p className={styles.words} dir="auto">
          {item.text}
        </p>
      )}
      {item.quoted.trim() !== "" && (
        <p className={styles.quoted} dir="auto">
          {item.quoted.trim()}
        </p>
      )}
      {files.length > 0 && <p className={styles.files}>{t("paper.files", { names: files.join(", ") })}</p>}
    </li>
  );
}
