import type { WordingLanguage } from "../../api/phrases";
import { useFieldNames, useFilledText } from "../../api/usePhrases";
import { useWords } from "../../i18n/react";
import { countSms, withoutAccents } from "../../lib/segments";
import { Button } from "../../ui/Button";
import { Chips } from "./FieldsText";
import styles from "./phrases.module.css";
import { channelOf, fillerOf, givenBy, type Slot } from "./rules";

/** A number as cases have it. */
const exampleNumber = "260310-07.014-81";

type Props = {
  text: string;
  slot: Slot;
  language: WordingLanguage;
  /** Puts a text in place of this one. */
  onText: (text: string) => void;
};

/** A text as a customer gets it who is made up; what nobody knows yet stays a field. */
export function Preview({ text, slot, language, onText }: Props) {
  const { t } = useWords();
  const names = useFieldNames();
  const example = { name: t("phrases.example.name"), firstName: t("phrases.example.first"), protocol: exampleNumber };
  const given = givenBy(example, names);
  const ask = { phraseId: "", customerId: "", caseId: "", channel: channelOf[slot], language, text, given };
  const filled = useFilledText(ask).data;
  const shown = text === "" ? "" : (filled?.text ?? text);
  const ofShop = filled?.missing.some((field) => ["shop", "hours"].includes(fillerOf(field, names) ?? ""));
  return (
    <section className={styles.preview} aria-label={t("phrases.preview", { name: example.firstName })}>
      <h2>{t("phrases.preview", { name: example.firstName })}</h2>
      {text.trim() === "" ? (
        <p className={styles.hint}>{t("phrases.preview.empty")}</p>
      ) : (
        <p className={styles.bubble} dir="auto">
          <Chips text={shown} names={names} />
        </p>
      )}
      {filled && filled.missing.length > 0 && text !== "" && (
        <p className={styles.hint}>
          {t("phrases.preview.missing", { fields: filled.missing.join(", ") })} {ofShop && t("phrases.preview.shop")}
        </p>
      )}
      {slot === "sms" && text.trim() !== "" && <Segments filled={shown} text={text} onText={onText} />}
    </section>
  );
}

/** How many SMS the filled text takes, and how many it would take without accents. */
function Segments({ filled, text, onText }: { filled: string; text: string; onText: (text: string) => void }) {
  const { t } = useWords();
  const { parts, used, room } = countSms(filled);
  const plain = countSms(withoutAccents(filled));
  return (
    <p className={styles.hint}>
      {t("phrases.sms", { n: parts, used, room })} {plain.parts < parts && t("phrases.sms.plain", { n: plain.parts })}{" "}
      {plain.parts < parts && withoutAccents(text) !== text && (
        <Button look="link" onClick={() => onText(withoutAccents(text))}>
          {t("composer.plain")}
        </Button>
      )}
    </p>
  );
}
