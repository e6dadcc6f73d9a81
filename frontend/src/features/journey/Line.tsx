import Megaphone from "lucide-react/icons/megaphone";
import NotebookPen from "lucide-react/icons/notebook-pen";
import Paperclip from "lucide-react/icons/paperclip";
import ShoppingBag from "lucide-react/icons/shopping-bag";
import Star from "lucide-react/icons/star";
import type { HistoryLine, Scored } from "../../api/journeys";
import type { PurchasePlace } from "../../api/purchases";
import type { MessageHit } from "../../api/types";
import { useWords } from "../../i18n/react";
import type { Translate } from "../../i18n/translate";
import { money } from "../../lib/money";
import { clock } from "../../lib/time";
import { ChannelShape } from "../../ui/channel";
import { Marked } from "../../ui/Marked";
import styles from "./journey.module.css";

/** A line as it is drawn, of what was read or of what was found. */
export type Entry = Pick<
  HistoryLine,
  "kind" | "id" | "from" | "to" | "channel" | "direction" | "placeholder" | "text"
> & {
  messages: number;
  /** How many; 0: none, or it is not known how many. */
  files: number;
  class: HistoryLine["class"];
  place: PurchasePlace | "";
  value: { cents: number; currency: string; gone: boolean } | null;
  answer: Scored | null;
  medium: HistoryLine["medium"];
  seen: boolean;
};

export function entryOf(line: HistoryLine): Entry {
  const { purchase } = line;
  const value = purchase && { cents: purchase.cents, currency: purchase.currency, gone: purchase.cancelled };
  return { ...line, place: purchase?.where ?? "", value };
}

export function found(hit: MessageHit): Entry {
  const { kind, messageId: id, at, channel, direction, placeholder, snippet: text, cents, currency } = hit;
  const value = kind === "purchase" ? { cents, currency, gone: false } : null;
  const known = {
    kind,
    id,
    from: at,
    to: at,
    channel,
    direction,
    placeholder,
    text,
    value,
    answer: null,
    medium: "" as const,
    seen: false,
  };
  return { ...known, messages: 1, files: hit.files ? 1 : 0, class: "", place: "" };
}

const tones: { readonly [C in Entry["class"]]?: "bad" | "ok" } = { complaint: "bad", praise: "ok" };

function bylineOf({ kind, channel }: Entry, t: Translate): string {
  if (kind === "message") return channel === "" ? "" : t(`channel.${channel}`);
  if (kind === "purchase") return t("purchase.byline");
  return t(kind === "note" ? "note" : `history.${kind}`);
}

/** One line of a history; it opens what it stands for. */
export function Line({ line, onShow }: { line: Entry; onShow: (id: string) => void }) {
  const { t, locale } = useWords();
  const { channel, place, value, answer, files } = line;
  const written = line.text.trim() || (line.placeholder === "" ? t("row.file") : t(`placeholder.${line.placeholder}`));
  const isOwn = line.kind === "message" && line.direction === "out" && channel !== "phone" && channel !== "counter";
  const time =
    line.from === line.to
      ? clock(line.to, locale)
      : t("history.span", { from: clock(line.from, locale), to: clock(line.to, locale) });
  const detail = [
    place !== "" && t(`place.${place}`),
    line.medium !== "" && t(`medium.${line.medium}`),
    line.kind === "survey" && channel !== "" && t(`channel.${channel}`),
    line.kind === "message" && line.messages > 1 && t("journey.said", { n: line.messages }),
    time,
  ].filter(Boolean);
  return (
    <button
      type="button"
      className={styles.line}
      data-channel={(line.kind === "message" && channel) || undefined}
      onClick={() => onShow(line.id)}
    >
      <span className={styles.node} aria-hidden="true">
        {line.kind === "purchase" && <ShoppingBag size="1.0625rem" />}
        {line.kind === "note" && <NotebookPen size="1.0625rem" />}
        {line.kind === "campaign" && <Megaphone size="1.0625rem" />}
        {line.kind === "survey" && <Star size="1.0625rem" />}
        {line.kind === "message" && channel !== "" && <ChannelShape channel={channel} size="1.0625rem" />}
      </span>
      <span className={styles.words}>
        <span className={styles.who}>
          <b>{bylineOf(line, t)}</b>
          <span>{detail.join(" · ")}</span>
        </span>
        <span className={styles.text} dir="auto">
          {isOwn && `${t("history.you")} `}
          {answer && t("history.score", { score: answer.score, best: answer.best })}
          {answer && line.text.trim() !== "" && ": "}
          {(!answer || line.text.trim() !== "") && <Marked text={written} />}
        </span>
      </span>
      {files > 0 && (
        <span className={styles.chip}>
          <Paperclip size="0.875rem" />
          {t("history.files", { n: files })}
        </span>
      )}
      {value && (
        <span className={styles.chip} data-gone={value.gone || undefined}>
          {money(value.cents, value.currency, locale)}
        </span>
      )}
      {answer && (answer.high || answer.low) && (
        <span className={styles.chip} data-tone={answer.high ? "ok" : "bad"}>
          {t(answer.high ? "history.high" : "history.low")}
        </span>
      )}
      {line.seen && <span className={styles.chip}>{t("history.seen")}</span>}
      {line.class !== "" && (
        <span className={styles.chip} data-tone={tones[line.class]}>
          {t(`class.${line.class}`)}
        </span>
      )}
    </button>
  );
}
