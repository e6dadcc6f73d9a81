import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { Choice, LinesInput, TextInput, Toggle } from "../../ui/form";
import { Group, Section } from "../../ui/Section";
import { SavedNote, useSave, useSavedText } from "./saving";

const tellingChannels = ["email", "sms", "whatsapp"] as const;
const undoTimes = ["0", "5", "10", "20"] as const;

/** What the shop is called, and how its answers leave. */
export function ShopSection() {
  const { t, locale } = useWords();
  const { writing, listing, telling } = usePreferences();
  const save = useSave();
  const name = useSavedText("shop", (shop) => shop.name);
  const document = useSavedText("document", (text) => text);
  const signature = useSavedText("signature", (text) => text);
  const seconds = numberFormat(locale, { style: "unit", unit: "second", unitDisplay: "long" });
  return (
    <Section title={t("settings.shop")} aside={<SavedNote />}>
      <Group>
        <TextInput
          label={t("shop.name")}
          hint={t("shop.nameHint")}
          value={name.text}
          maxLength={80}
          onChange={(text) => name.change(text, { name: text.trim() })}
          onBlur={name.leave}
        />
        <TextInput
          label={t("shop.document")}
          hint={t("shop.documentHint")}
          value={document.text}
          maxLength={40}
          code
          onChange={(text) => document.change(text, text.trim())}
          onBlur={document.leave}
        />
        <LinesInput
          label={t("shop.signature")}
          hint={t("shop.signatureHint")}
          value={signature.text}
          rows={4}
          maxLength={1_000}
          onChange={(text) => signature.change(text, text.trimEnd())}
          onBlur={signature.leave}
        />
      </Group>
      <Group title={t("shop.answers")}>
        <Choice
          row
          label={t("shop.undo")}
          hint={t("shop.undoHint")}
          value={String(writing.undoSeconds) as (typeof undoTimes)[number]}
          options={undoTimes.map((value) => ({
            value,
            label: value === "0" ? t("shop.undoNever") : seconds.format(Number(value)),
          }))}
          onChange={(value) => save("writing", { ...writing, undoSeconds: Number(value) })}
        />
        <Toggle
          label={t("shop.ctrlEnter")}
          hint={t("shop.ctrlEnterHint")}
          isSelected={writing.ctrlEnter}
          onChange={(ctrlEnter) => save("writing", { ...writing, ctrlEnter })}
        />
        <Toggle
          label={t("shop.openNext")}
          hint={t("shop.openNextHint")}
          isSelected={listing.openNext}
          onChange={(openNext) => save("listing", { ...listing, openNext })}
        />
      </Group>
      <Group title={t("telling.title")} lead={t("telling.lead")}>
        {tellingChannels.map((channel) => (
          <Toggle
            key={channel}
            label={t(`channel.${channel}`)}
            hint={channel === "sms" ? t("telling.sms") : undefined}
            isSelected={telling[channel]}
            onChange={(is) => save("telling", { ...telling, [channel]: is })}
          />
        ))}
      </Group>
    </Section>
  );
}
