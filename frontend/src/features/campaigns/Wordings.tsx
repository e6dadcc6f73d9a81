import { useId, useRef } from "react";
import type { Campaign, CampaignWording } from "../../api/campaigns";
import type { Template } from "../../api/phrases";
import { useFieldNames, useListedTemplates } from "../../api/usePhrases";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { TextInput } from "../../ui/form";
import { Pick } from "../../ui/Pick";
import styles from "./campaigns.module.css";
import { noWording } from "./draft";

type Props = { campaign: Campaign; onChange: (wordings: CampaignWording[]) => void };

/** What a campaign says: one wording, or two of which each goes to one half. */
export function Wordings({ campaign: { medium, wordings }, onChange }: Props) {
  const { t } = useWords();
  const two = wordings.length === 2;
  const put = (at: number, wording: CampaignWording) =>
    onChange(wordings.map((each, index) => (index === at ? wording : each)));
  const Field = medium === "whatsapp" ? TemplateField : TextField;
  return (
    <div className={styles.wordings}>
      {wordings.map((wording, at) => (
        <Field
          // oxlint-disable-next-line react/no-array-index-key -- the first and the second are all they are
          key={at}
          half={two ? (at === 0 ? "first" : "second") : undefined}
          wording={wording}
          onChange={(next) => put(at, next)}
        />
      ))}
      <Button look="link" onClick={() => onChange(two ? wordings.slice(0, 1) : [...wordings, noWording])}>
        {t(two ? "campaigns.second.remove" : "campaigns.second.add")}
      </Button>
    </div>
  );
}

type FieldProps = {
  half: "first" | "second" | undefined;
  wording: CampaignWording;
  onChange: (wording: CampaignWording) => void;
};

const fields = ["first_name", "name", "shop", "hours"] as const;

/** A text, and the fields that can be put into it. */
function TextField({ half, wording, onChange }: FieldProps) {
  const { t, locale } = useWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const names = useFieldNames();
  const nameOf = (field: (typeof fields)[number]) =>
    names.find((each) => each.field === field && each.language === locale)?.name;
  const insert = (name: string) => {
    const element = area.current;
    if (!element) return;
    element.focus();
    element.setRangeText(`{${name}}`, element.selectionStart, element.selectionEnd, "end");
    onChange({ ...wording, text: element.value });
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {t(half ? `campaigns.text.${half}` : "campaigns.text")}
      </label>
      <textarea
        ref={area}
        id={id}
        className={styles.text}
        dir="auto"
        rows={6}
        maxLength={5000}
        value={wording.text}
        onChange={(event) => onChange({ ...wording, text: event.target.value })}
      />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- buttons that act on the text, no group of fields */}
      <div className={styles.fields} role="group" aria-label={t("campaigns.field.add")}>
        <span aria-hidden="true">{t("campaigns.field.add")}</span>
        {fields.map((field) => {
          const name = nameOf(field);
          return (
            name && (
              <Button key={field} look="line" className={styles.put} onClick={() => insert(name)}>
                {t(`campaigns.field.${field}`)}
              </Button>
            )
          );
        })}
      </div>
    </div>
  );
}

const isMarketing = ({ status, category }: Template) => status === "approved" && category.toUpperCase() === "MARKETING";

/** A template that WhatsApp approved for marketing, and what goes into its gaps. */
function TemplateField({ half, wording, onChange }: FieldProps) {
  const { t, locale } = useWords();
  const field = useFieldNames().find((each) => each.field === "first_name" && each.language === locale)?.name;
  const example = t("campaigns.template.gapHint", { field: `{${field}}` });
  const approved = useListedTemplates().data?.list.filter(isMarketing);
  const chosen = approved?.find((each) => each.sid === wording.template);
  if (approved?.length === 0) return <p className={styles.hint}>{t("campaigns.template.none")}</p>;
  const label = t(half ? `campaigns.template.${half}` : "campaigns.template");
  const options = (approved ?? []).map((each) => ({ value: each.sid, text: each.name.replaceAll("_", " ") }));
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      <Pick
        label={label}
        value={wording.template}
        options={[{ value: "", text: t("campaigns.template.choose") }, ...options]}
        onPick={(template) => onChange({ ...wording, template, vars: {} })}
      />
      {chosen && <p className={styles.hint}>{chosen.text}</p>}
      {chosen?.variables.map(({ name, sample }) => (
        <TextInput
          key={name}
          label={t("campaigns.template.gap", { name })}
          hint={sample === "" ? example : `${sample} · ${example}`}
          value={wording.vars[name] ?? ""}
          onChange={(value) => onChange({ ...wording, vars: { ...wording.vars, [name]: value } })}
          maxLength={200}
        />
      ))}
    </div>
  );
}
