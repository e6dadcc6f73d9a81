import Send from "lucide-react/icons/send";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { problemOf } from "../../api/bridge";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { TextInput } from "../../ui/form";
import styles from "./composer.module.css";
import type { Templates } from "./useTemplates";

type Props = {
  id: string;
  templates: Templates;
  /** What is typed already, and does not go along. */
  kept: string;
  busy: boolean;
};

/** What can be written on WhatsApp when its window is closed: an approved template with all its gaps filled. */
export function TemplateForm({ id, templates, kept, busy }: Props) {
  const { t, locale, explain } = useWords();
  const languages = new Intl.DisplayNames(locale, { type: "language" });
  const { approved, chosen, filling, words, ready, error } = templates;
  return (
    <div id={id} tabIndex={-1} className={styles.templates}>
      <RadioGroup
        className={styles.templateChoice ?? ""}
        orientation="horizontal"
        value={filling.sid}
        onChange={(sid) => {
          const template = approved.find((each) => each.sid === sid);
          if (template) templates.choose(template);
        }}
      >
        <Label className={styles.viaLabel ?? ""}>{t("template.choose")}</Label>
        <div className={styles.templateNames}>
          {approved.map((each) => (
            <Radio key={each.sid} value={each.sid} className={styles.choice ?? ""} data-channel="whatsapp">
              {nameOf(each.name)}
              {tagOf(each.language) !== locale && ` (${languages.of(tagOf(each.language))})`}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {chosen && (
        <>
          <div className={styles.templateFields}>
            {chosen.variables.map(({ name, sample }) => (
              <TextInput
                key={`${chosen.sid} ${name}`}
                label={t("template.field", { name })}
                {...(sample !== "" && { hint: t("template.sample", { sample }) })}
                value={filling.vars[name] ?? ""}
                onChange={(value) => templates.fill(name, value)}
                maxLength={200}
              />
            ))}
          </div>
          {words !== undefined && (
            <figure className={styles.preview}>
              <figcaption>{t("template.preview")}</figcaption>
              <p dir="auto">{withMarks(words)}</p>
            </figure>
          )}
        </>
      )}
      {kept !== "" && <p className={styles.hint}>{t("template.kept")}</p>}
      {error && (
        <p role="alert" className={styles.hint} data-tone="bad">
          {explain(problemOf(error))}
        </p>
      )}
      <div className={styles.bar}>
        <span className={styles.hint}>{chosen && !ready && t("template.fillAll")}</span>
        <Button look="primary" type="submit" disabled={!ready || busy}>
          <Send size="1.125rem" />
          {t("template.send")}
        </Button>
      </div>
    </div>
  );
}

/** WhatsApp writes pt_BR. */
const tagOf = (language: string) => language.replace("_", "-");

/** A template's name as people read it; WhatsApp has no other than this. */
const nameOf = (name: string) => name.replaceAll("_", " ");

/** The words with the gaps that are open made visible. */
function withMarks(words: string) {
  return words.split(/(\{\{\w+\}\})/).map((part, n) => (part.startsWith("{{") ? <mark key={n}>{part}</mark> : part));
}
