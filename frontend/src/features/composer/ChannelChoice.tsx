import NotebookPen from "lucide-react/icons/notebook-pen";
import Pencil from "lucide-react/icons/pencil";
import { Label, Radio, RadioGroup } from "react-aria-components";
import type { Slot } from "../../api/composer";
import { type Box, draftIn, holds } from "../../api/drafts";
import type { Card, MissingChannel, ReplySlot } from "../../api/types";
import { useWords } from "../../i18n/react";
import type { Translate } from "../../i18n/translate";
import { ChannelShape } from "../../ui/channel";
import { Hidden } from "../../ui/Hidden";
import styles from "./composer.module.css";

const order: ReplySlot[] = ["whatsapp", "email", "sms"];

/** The channel after this one, round and round; this one where there is no other. */
export function channelAfter(slot: ReplySlot, card: Card): ReplySlot {
  const may = order.filter((each) => card.channels.some(({ channel }) => channel === each));
  return may[(may.indexOf(slot) + 1) % may.length] ?? slot;
}

function whyNot({ channel, why }: MissingChannel, t: Translate): string {
  if (why === "no_address") return t(`composer.without.${channel}`);
  if (why === "barred") return t("composer.barred", { channel: t(`channel.${channel}`) });
  return t(why === "no_account" ? "composer.shopWithout" : "composer.unanswerable", {
    channel: t(`channel.${channel}`),
  });
}

type Props = { card: Card; box: Box; slot: Slot; onChange: (slot: Slot) => void };

/** By which channel the answer goes, in shape, colour and word; what cannot be chosen says why. And the note. */
export function ChannelChoice({ card, box, slot, onChange }: Props) {
  const { t } = useWords();
  const mark = (each: Slot) =>
    each !== slot &&
    holds(draftIn(box, each)) && (
      <>
        <Pencil size="0.875rem" />
        <Hidden>, {t("composer.hasDraft")}</Hidden>
      </>
    );
  return (
    <RadioGroup
      className={styles.via ?? ""}
      orientation="horizontal"
      value={slot}
      onChange={(chosen) => onChange(chosen as Slot)}
    >
      <Label className={styles.viaLabel ?? ""}>{t("composer.via")}</Label>
      {order.map((channel) => {
        const missing = card.missing.find((each) => each.channel === channel);
        if (!missing && !card.channels.some((each) => each.channel === channel)) return null;
        return (
          <Radio
            key={channel}
            value={channel}
            isDisabled={missing !== undefined}
            className={styles.choice ?? ""}
            data-channel={channel}
          >
            <ChannelShape channel={channel} />
            {missing ? whyNot(missing, t) : t(`channel.${channel}`)}
            {mark(channel)}
          </Radio>
        );
      })}
      <Radio value="note" className={`${styles.choice} ${styles.noteChoice}`}>
        <NotebookPen size="1rem" />
        {t("composer.note")}
        {mark("note")}
      </Radio>
    </RadioGroup>
  );
}
