import { useId, useState } from "react";
import {
  type ImportReport,
  type ImportSales,
  type SalesBad,
  type SalesField,
  type SalesTable,
  salesFields,
} from "../../api/imports";
import { places } from "../../api/purchases";
import { useWords } from "../../i18n/react";
import { useStartFocus } from "../../lib/focus";
import { dateFormat, numberFormat } from "../../lib/intl";
import { money } from "../../lib/money";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Pick as PickOne } from "../../ui/Pick";
import { Figure } from "./Figure";
import styles from "./imports.module.css";
import type { Answers } from "./useImport";

/** Beyond this many lines a list is for the clipboard. */
const fewBad = 100;
/** How many lines are named in a sentence. */
const fewSame = 20;

type Picked = { readonly [F in SalesField]?: number };
type ColumnsProps = SalesTable & {
  place: Answers["place"];
  /** True where nothing can be read before it is told. */
  asked?: boolean;
  onDone: (more: Partial<Answers>) => void;
};

/** What stands in which column: as it was guessed, until the owner says something else and has the file read again. */
export function SalesColumns({ headings, columns, place, asked = false, onDone }: ColumnsProps) {
  const { t } = useWords();
  const title = useId();
  const start = useStartFocus<HTMLHeadingElement>(asked);
  const [picked, setPicked] = useState<Picked>(columns);
  const [where, setWhere] = useState(place || places[0]);
  const options = [
    { value: "", text: t("old.column.none") },
    ...headings.map((heading, at) => ({ value: String(at), text: heading || String(at + 1) })),
  ];
  const changed = where !== (place || places[0]) || salesFields.some((field) => picked[field] !== columns[field]);
  const pairs = salesFields.map((field) => `${field}=${picked[field] === undefined ? "" : picked[field] + 1}`);
  const pick = (field: SalesField, value: string) => {
    const { [field]: _, ...others } = picked;
    setPicked(value === "" ? others : { ...others, [field]: Number(value) });
  };
  return (
    <section className={styles.columns} aria-labelledby={title}>
      <h4 id={title} ref={start} tabIndex={-1}>
        {t("old.sales.columns")}
      </h4>
      <div className={styles.fields}>
        {salesFields.map((field) => (
          <span key={field} className={styles.column}>
            <span aria-hidden="true">{t(`old.field.${field}`)}</span>
            <PickOne
              label={t(`old.field.${field}`)}
              value={picked[field] === undefined ? "" : String(picked[field])}
              options={options}
              onPick={(value) => pick(field, value)}
            />
          </span>
        ))}
      </div>
      <span className={styles.deeds}>
        <span aria-hidden="true">{t("old.sales.place")}</span>
        <PickOne
          label={t("old.sales.place")}
          value={where}
          options={places.map((value) => ({ value, text: t(`place.${value}`) }))}
          onPick={(value) => setWhere(places.find((each) => each === value) ?? where)}
        />
        <Button
          look={asked ? "primary" : "line"}
          disabled={!changed}
          onClick={() => onDone({ columns: pairs, place: where })}
        >
          {t("old.sales.again")}
        </Button>
      </span>
    </section>
  );
}

type Counted = { report: ImportReport; sales: ImportSales };

/** What purchases come to. */
export function SalesFigures({ report, sales }: Counted) {
  const { t, locale } = useWords();
  const number = numberFormat(locale, undefined);
  return (
    <>
      <dl className={styles.counts}>
        <Figure name={t("old.sales.read")} value={number.format(report.read)} />
        <Figure name={t("old.sales.new")} value={number.format(report.new)} />
        <Figure name={t("old.sales.customers")} value={number.format(sales.customers)} />
        <Figure name={t("old.sales.here")} value={number.format(sales.here)} />
        <Figure name={t("old.sales.bad")} value={number.format(sales.bad.length)} />
      </dl>
      {report.new === 0 && <p>{t("old.nothing")}</p>}
    </>
  );
}

/** The first lines as they were understood, and each that is not read. */
export function SalesDetails({ sales }: Pick<Counted, "sales">) {
  const { t, locale } = useWords();
  const numbers = new Intl.ListFormat(locale, { type: "conjunction" });
  const same = sales.same.map(String).toSpliced(fewSame, Infinity, ...(sales.same.length > fewSame ? ["…"] : []));
  return (
    <>
      {sales.sample.length > 0 && <Sample sample={sales.sample} />}
      {sales.same.length > 0 && <p>{t("old.sales.same", { n: sales.same.length, lines: numbers.format(same) })}</p>}
      {sales.bad.length > 0 && <BadLines bad={sales.bad} lines={sales.table !== null} />}
    </>
  );
}

function Sample({ sample }: Pick<ImportSales, "sample">) {
  const { t, locale } = useWords();
  const day = dateFormat(locale, { dateStyle: "short" });
  return (
    <div className={styles.sample}>
      <table>
        <caption>{t("old.sales.sample")}</caption>
        <thead>
          <tr>
            {(["date", "value", "what", "name", "ref"] as const).map((field) => (
              <th key={field} scope="col">
                {t(`old.field.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((line) => (
            <tr key={line.where}>
              <td>{day.format(line.at)}</td>
              <td>{money(line.cents, line.currency, locale)}</td>
              <td dir="auto">{line.what}</td>
              <td dir="auto">{line.customer}</td>
              <td dir="auto">{line.ref}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Every line that is not read, with its number and why; many of them are read elsewhere. */
function BadLines({ bad, lines }: { bad: SalesBad[]; lines: boolean }) {
  const { t, locale } = useWords();
  const title = useId();
  const said = ({ where, reason }: SalesBad) =>
    `${lines ? t("old.sales.line", { where }) : where}: ${t(`purchase.reason.${reason}`)}`;
  return (
    <div className={styles.reasons}>
      <span className={styles.column}>
        <h4 id={title}>{t("old.sales.badTitle")}</h4>
        <CopyButton text={bad.map(said).join("\n")} label={t("old.sales.copy")} copied={t("old.sales.copied")} />
      </span>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard */}
      <div className={styles.bad} tabIndex={0} role="region" aria-labelledby={title}>
        <ul>
          {bad.slice(0, fewBad).map((each) => (
            <li key={`${each.where} ${each.reason}`} dir="auto">
              {said(each)}
            </li>
          ))}
          {bad.length > fewBad && (
            <li>{t("old.sales.more", { n: numberFormat(locale, undefined).format(bad.length - fewBad) })}</li>
          )}
        </ul>
      </div>
    </div>
  );
}
