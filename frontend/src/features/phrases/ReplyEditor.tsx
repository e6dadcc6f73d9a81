import { useState } from "react";
import type { Wording, WordingLanguage } from "../../api/phrases";
import { languageNames, locales } from "../../i18n/catalogue";
import { useWords } from "../../i18n/react";
import { ChannelShape } from "../../ui/channel";
import { Choice, TextInput, Toggle } from "../../ui/form";
import { Hidden } from "../../ui/Hidden";
import { Pick } from "../../ui/Pick";
import { type Editing, EditorFrame } from "./EditorFrame";
import { FieldsText } from "./FieldsText";
import { JargonNote } from "./JargonNote";
import { Preview } from "./Preview";
import styles from "./phrases.module.css";
import { isNewKey } from "./rows";
import { blankWording, channelOf, insteadOf, retitled, type Slot, slots, withWording } from "./rules";

type Props = Editing & {
  /** The words after the "/" that are other replies'. */
  taken: string[];
};

/** A ready reply: its name, its word, and what it says in each language and on each channel. */
export function ReplyEditor({ taken, onChange, ...frame }: Props) {
  const { t, locale } = useWords();
  const { phrase, key } = frame.row;
  const [language, setLanguage] = useState<WordingLanguage>(
    () => (phrase.wordings.find((wording) => wording.language === locale) ?? phrase.wordings[0])?.language ?? locale,
  );
  const [slot, setSlot] = useState<Slot>("text");
  const wording = phrase.wordings.find((each) => each.language === language) ?? blankWording(language);
  const say = (text: string) => onChange(withWording(phrase, { ...wording, [slot]: text }));
  const instead = insteadOf(phrase, language, slot);
  const hint =
    wording[slot] !== "" || !instead
      ? undefined
      : instead.language === language
        ? t("phrases.reply.falls")
        : t("phrases.reply.first", { language: languageNames[instead.language] });
  const said = wording[slot] || instead?.text || "";
  return (
    <EditorFrame {...frame} label={phrase.title || t("phrases.new.reply")}>
      <div className={styles.writing}>
        <div className={styles.names}>
          <TextInput
            label={t("phrases.reply.title")}
            value={phrase.title}
            maxLength={200}
            startHere={isNewKey(key) && phrase.id === ""}
            onChange={(title) => onChange(retitled(phrase, title, taken))}
          />
          <TextInput
            code
            label={t("phrases.reply.word")}
            icon={<span className={styles.slash}>/</span>}
            value={phrase.word}
            maxLength={30}
            onChange={(word) => onChange({ ...phrase, word })}
          />
        </div>
        <SlotChoice wording={wording} slot={slot} onSlot={setSlot} />
        <FieldsText
          label={t("phrases.reply.text")}
          aside={
            <Pick
              label={t("phrases.reply.language")}
              value={language}
              options={locales.map((each) => ({
                value: each,
                text: languageNames[each],
                aside: t(
                  phrase.wordings.some((known) => known.language === each && known.text !== "")
                    ? "phrases.reply.written"
                    : "phrases.reply.unwritten",
                ),
              }))}
              onPick={(picked) => setLanguage(picked as WordingLanguage)}
            />
          }
          text={wording[slot]}
          language={language}
          instead={instead?.text ?? ""}
          hint={hint}
          onText={say}
        />
        <JargonNote text={said} language={language} />
      </div>
      <Preview text={said} slot={slot} language={language} onText={say} />
      <div className={styles.closing}>
        <Toggle
          label={t("phrases.reply.closing")}
          hint={t("phrases.reply.closingHint")}
          isSelected={phrase.closing}
          onChange={(closing) => onChange({ ...phrase, closing })}
        />
      </div>
    </EditorFrame>
  );
}

type SlotProps = { wording: Wording; slot: Slot; onSlot: (slot: Slot) => void };

/** The channel whose words are edited; a dot marks those with words of their own. */
function SlotChoice({ wording, slot, onSlot }: SlotProps) {
  const { t } = useWords();
  return (
    <Choice
      row
      label={t("phrases.reply.channel")}
      value={slot}
      onChange={onSlot}
      options={slots.map((value) => {
        const channel = channelOf[value];
        return {
          value,
          label: (
            <span className={styles.slot} data-channel={channel || undefined}>
              {channel === "" ? t("phrases.reply.all") : <ChannelShape channel={channel} size="1.125rem" />}
              {channel !== "" && t(`channel.${channel}`)}
              {channel !== "" && wording[value] !== "" && (
                <>
                  <span className={styles.own} aria-hidden="true" />
                  <Hidden>, {t("phrases.reply.own")}</Hidden>
                </>
              )}
            </span>
          ),
        };
      })}
    />
  );
}
