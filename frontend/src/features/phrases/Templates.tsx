import RefreshCw from "lucide-react/icons/refresh-cw";
import { problemOf } from "../../api/bridge";
import type { Template } from "../../api/phrases";
import { useListedTemplates, usePhraseDeed } from "../../api/usePhrases";
import { useComplain } from "../../complain";
import type { Key } from "../../i18n/catalogue";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { dateFormat } from "../../lib/intl";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { useToasts } from "../../ui/toasts";
import styles from "./phrases.module.css";

/** The templates of WhatsApp as Twilio listed them last: to be read, not changed. */
export function Templates({ onBack }: { onBack: () => void }) {
  const { t, explain, locale } = useWords();
  const complain = useComplain();
  const { data, error, refetch } = useListedTemplates();
  const { show } = useToasts();
  const now = useNow(60_000);
  useCommands({ back: { run: onBack } });
  const listing = usePhraseDeed(async (desk) => {
    await desk.phrases.listTemplates();
    return desk.phrases.templatesListed();
  });
  if (error) {
    const retry = { label: t("trouble.retry"), run: () => void refetch() };
    return <Notice tone="bad" text={explain(problemOf(error))} actions={[retry]} />;
  }
  if (!data) return <Skeleton rows={4} label={t("phrases.loading")} />;
  const list = () => {
    listing
      .mutateAsync(undefined)
      .then((at) => show({ text: t(at > 0 ? "templates.refreshed" : "templates.nobody") }), complain);
  };
  return (
    <div className={styles.templates} data-pane="list">
      <div className={styles.templatesHead}>
        <p>{t("templates.lead")}</p>
        <div className={styles.listing}>
          <span role="status">
            {listing.isPending
              ? t("templates.refreshing")
              : data.listedAt > 0
                ? t("templates.listed", { when: moment(now, data.listedAt, locale) })
                : t("templates.never")}
          </span>
          <Button look="line" disabled={listing.isPending} onClick={list}>
            <RefreshCw size="1.125rem" />
            {t("templates.refresh")}
          </Button>
        </div>
      </div>
      {data.list.length === 0 ? (
        <Notice title={t("templates.empty.title")} text={t("templates.empty.text")} />
      ) : (
        <ul className={styles.cards}>
          {data.list.map((each) => (
            <TemplateCard key={each.sid} template={each} />
          ))}
        </ul>
      )}
    </div>
  );
}

const statusTone: Record<string, "ok" | "bad" | "warn"> = {
  approved: "ok",
  rejected: "bad",
  disabled: "bad",
  paused: "warn",
};
const statuses = ["approved", "pending", "received", "rejected", "paused", "disabled", "unsubmitted"];
const categories = ["UTILITY", "MARKETING", "AUTHENTICATION"];

function TemplateCard({ template }: { template: Template }) {
  const { t, locale } = useWords();
  const { status, category, variables } = template;
  const word = (key: string, known: string[], of: string) => (known.includes(key) ? t(`${of}.${key}` as Known) : key);
  const facts = [
    languageName(template.language, locale),
    category && word(category, categories, "templates.category"),
    template.updatedAt > 0 && dateFormat(locale, { dateStyle: "medium" }).format(template.updatedAt),
  ];
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <h2>{template.name}</h2>
        <span className={styles.status} data-tone={statusTone[status]}>
          {word(status, statuses, "template")}
        </span>
        <span className={styles.facts}>{facts.filter(Boolean).join(" · ")}</span>
      </div>
      {template.reason !== "" && <p className={styles.reason}>{t("templates.reason", { reason: template.reason })}</p>}
      <p className={styles.bubble} dir="auto">
        {template.text === "" ? t("templates.noText") : <Gaps text={template.text} />}
      </p>
      {variables.length > 0 && (
        <dl className={styles.variables} aria-label={t("templates.variables")}>
          {variables.map(({ name, sample }) => (
            <div key={name}>
              <dt className={styles.chip} data-kind="known">{`{{${name}}}`}</dt>
              <dd>{sample && t("templates.sample", { sample })}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

/** A sentence without gaps of its own. */
type Known = Extract<Key, `template.${string}` | `templates.category.${string}`>;

/** A template's text with its gaps as chips. */
function Gaps({ text }: { text: string }) {
  let at = 0;
  return text.split(/(\{\{\s*\w+\s*\}\})/).map((part, index) => {
    at += part.length + 1;
    return index % 2 === 0 ? (
      <span key={at}>{part}</span>
    ) : (
      <span key={at} className={styles.chip} data-kind="known">
        {part}
      </span>
    );
  });
}

/** pt_BR in the words of the page's language. */
function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code.replace("_", "-")) ?? code;
  } catch {
    return code; // it is none
  }
}
