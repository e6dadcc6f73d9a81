import { type ComponentProps, type ReactNode, useState } from "react";
import type { ImportReport, SalesField } from "../../api/imports";
import type { Problem } from "../../api/types";
import { useImportProgress } from "../../api/useImports";
import { useWords } from "../../i18n/react";
import { useStartFocus } from "../../lib/focus";
import { numberFormat } from "../../lib/intl";
import { Button } from "../../ui/Button";
import { Choice, TextInput } from "../../ui/form";
import { Pick } from "../../ui/Pick";
import { Group } from "../../ui/Section";
import { Figure } from "./Figure";
import { SalesColumns, SalesDetails, SalesFigures } from "./ImportSales";
import styles from "./imports.module.css";
import type { Answers, Import } from "./useImport";

/** What parts the names and headings of a problem. */
const listMark = " · ";

/** Those of a table of purchases that were found, as the problem names them: field=number. */
const foundIn = (pairs: string) =>
  Object.fromEntries(
    pairs.split(listMark).flatMap((pair) => (pair ? [[pair.split("=")[0], Number(pair.split("=")[1]) - 1]] : [])),
  );

type Step = Exclude<Import, { step: "choose" }>;
type ChosenStep = Exclude<Step, { step: "left" }>;
type Props = {
  now: Step;
  onAnswer: (chosen: ChosenStep, more: Partial<Answers>) => void;
  onBring: (chosen: ChosenStep) => void;
  onStop: () => void;
  onLeave: () => void;
};

/** The button that had the focus is gone with the step before: this one has it. */
function StartButton(props: ComponentProps<typeof Button>) {
  return <Button {...props} ref={useStartFocus<HTMLButtonElement>()} />;
}

/** What is happening with the file that was chosen. */
export function ImportStep({ now, onAnswer, onBring, onStop, onLeave }: Props) {
  const { t } = useWords();
  const giveUp = (
    <Button look="line" onClick={onLeave}>
      {t("old.giveUp")}
    </Button>
  );
  switch (now.step) {
    case "reading":
      return <Running text={t("old.reading", { file: now.file })} onStop={onStop} />;
    case "left":
    case "coming":
      return <Running text={t("old.coming", { file: now.file })} onStop={onStop} />;
    case "asked":
      return (
        <Group title={now.file}>
          <Question
            key={now.problem.code}
            problem={now.problem}
            onAnswer={(more) => onAnswer(now, more)}
            giveUp={giveUp}
          />
        </Group>
      );
    case "seen":
      return (
        <Group title={now.file}>
          <Counted report={now.report} />
          <span className={styles.deeds}>
            {now.report.new + now.report.updated > 0 && (
              <StartButton look="primary" onClick={() => onBring(now)}>
                {t("old.bring")}
              </StartButton>
            )}
            {giveUp}
          </span>
          {now.report.sales && <SalesDetails sales={now.report.sales} />}
          {now.report.sales?.table && (
            <SalesColumns
              {...now.report.sales.table}
              place={now.answers.place}
              onDone={(more) => onAnswer(now, more)}
            />
          )}
        </Group>
      );
    default:
      return (
        <Group title={now.file}>
          <p role="status">{t(now.report.stopped ? "old.stopped" : "old.came")}</p>
          <Counted report={now.report} />
          <span className={styles.deeds}>
            <StartButton look="line" onClick={onLeave}>
              {t("old.another")}
            </StartButton>
          </span>
          {now.report.sales && <SalesDetails sales={now.report.sales} />}
        </Group>
      );
  }
}

function Running({ text, onStop }: { text: string; onStop: () => void }) {
  const { t, locale } = useWords();
  const part = useImportProgress();
  return (
    <Group title={text}>
      <progress className={styles.bar} aria-label={text} {...(part !== null && { value: part })} max={1} />
      <span className={styles.deeds}>
        <StartButton look="line" onClick={onStop}>
          {t("old.stop")}
        </StartButton>
        {part !== null && <span>{numberFormat(locale, { style: "percent" }).format(part)}</span>}
      </span>
    </Group>
  );
}

type QuestionProps = { problem: Problem; onAnswer: (more: Partial<Answers>) => void; giveUp: ReactNode };

/** What a file does not tell by itself; where it cannot be read at all, why. */
function Question({ problem, onAnswer, giveUp }: QuestionProps) {
  const { t, explain } = useWords();
  const missing = problem.params.missing?.split(", ").map((field) => t(`old.field.${field as SalesField}`));
  return (
    <>
      <p role="alert">{missing ? t("old.sales.missing", { fields: missing.join(", ") }) : explain(problem)}</p>
      <Asked problem={problem} onAnswer={onAnswer} giveUp={giveUp} />
    </>
  );
}

function Asked({ problem, onAnswer, giveUp }: QuestionProps) {
  const { t } = useWords();
  const { name = "", names = "", columns = "", documents = "", found = "" } = problem.params;
  switch (problem.code) {
    case "import.whose":
      return (
        <Typed label={t("old.phoneOf", { name })} onDone={(phone) => onAnswer({ phone })}>
          {giveUp}
        </Typed>
      );
    case "import.shop":
      return (
        <Chosen
          label={t("old.shopIs")}
          options={names.split(listMark).map((each) => ({ value: each, label: each }))}
          onDone={(shop) => onAnswer({ shop })}
        >
          {giveUp}
        </Chosen>
      );
    case "purchase.shop":
      return (
        <Chosen
          label={t("old.shopIs")}
          options={documents.split(listMark).map((value, at) => ({
            value,
            label: `${names.split(listMark)[at]}, ${value}`,
          }))}
          onDone={(shop) => onAnswer({ shop })}
        >
          {giveUp}
        </Chosen>
      );
    case "purchase.columns":
      return (
        <>
          <SalesColumns headings={columns.split(listMark)} columns={foundIn(found)} place="" asked onDone={onAnswer} />
          <span className={styles.deeds}>{giveUp}</span>
        </>
      );
    case "import.date_order":
      return (
        <Chosen
          label={t("old.dates")}
          options={(["dmy", "mdy"] as const).map((value) => ({ value, label: t(`old.${value}`) }))}
          onDone={(order) => onAnswer({ order })}
        >
          {giveUp}
        </Chosen>
      );
    case "import.columns":
      return (
        <Columns headings={columns.split(listMark)} onDone={(told) => onAnswer({ columns: told })}>
          {giveUp}
        </Columns>
      );
    default:
      return <span className={styles.deeds}>{giveUp}</span>;
  }
}

type TypedProps = { label: string; onDone: (text: string) => void; children: ReactNode };

function Typed({ label, onDone, children }: TypedProps) {
  const { t } = useWords();
  const [text, setText] = useState("");
  return (
    <form
      className={styles.question}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") onDone(text);
      }}
    >
      <TextInput label={label} value={text} onChange={setText} startHere code />
      <span className={styles.deeds}>
        <Button look="primary" type="submit" disabled={text.trim() === ""}>
          {t("old.goOn")}
        </Button>
        {children}
      </span>
    </form>
  );
}

type ChosenProps<V extends string> = {
  label: string;
  options: { value: V; label: string }[];
  onDone: (value: V) => void;
  children: ReactNode;
};

function Chosen<V extends string>({ label, options, onDone, children }: ChosenProps<V>) {
  const { t } = useWords();
  const [value, setValue] = useState<V | "">("");
  return (
    <div className={styles.question}>
      <Choice<V | ""> label={label} options={options} value={value} onChange={setValue} />
      <span className={styles.deeds}>
        <Button look="primary" disabled={value === ""} onClick={() => value !== "" && onDone(value)}>
          {t("old.goOn")}
        </Button>
        {children}
      </span>
    </div>
  );
}

const fields = ["name", "phone", "email"] as const;

type ColumnsProps = { headings: string[]; onDone: (columns: string[]) => void; children: ReactNode };

function Columns({ headings, onDone, children }: ColumnsProps) {
  const { t } = useWords();
  const [picked, setPicked] = useState<{ readonly [F in (typeof fields)[number]]?: string }>({});
  const options = [
    { value: "", text: t("old.column.none") },
    ...headings.map((heading, at) => ({ value: String(at + 1), text: heading })),
  ];
  const columns = fields.flatMap((field) => (picked[field] ? [`${field}=${picked[field]}`] : []));
  return (
    <div className={styles.question}>
      {fields.map((field) => (
        <span key={field} className={styles.column}>
          <span aria-hidden="true">{t(`old.column.${field}`)}</span>
          <Pick
            label={t(`old.column.${field}`)}
            value={picked[field] ?? ""}
            options={options}
            onPick={(at) => setPicked({ ...picked, [field]: at })}
          />
        </span>
      ))}
      <span className={styles.deeds}>
        <Button look="primary" disabled={!picked.phone && !picked.email} onClick={() => onDone(columns)}>
          {t("old.goOn")}
        </Button>
        {children}
      </span>
    </div>
  );
}

/** The figures, and why something is left out. */
function Counted({ report }: { report: ImportReport }) {
  return report.sales ? <SalesFigures report={report} sales={report.sales} /> : <OldCounted report={report} />;
}

function OldCounted({ report }: { report: ImportReport }) {
  const { t, locale } = useWords();
  const number = numberFormat(locale, undefined);
  const left = report.left.reduce((n, each) => n + each.count, 0);
  return (
    <>
      <dl className={styles.counts}>
        {report.customer !== "" && (
          <>
            {report.shop !== "" && (
              <>
                <dt>{t("old.shopIs")}</dt>
                <dd dir="auto">{report.shop}</dd>
              </>
            )}
            <dt>{t("old.customerIs")}</dt>
            <dd dir="auto">
              {report.customer}
              {report.customer !== report.phone && `, ${report.phone}`}
            </dd>
          </>
        )}
        {(["read", "new", "updated"] as const).map((each) => (
          <Figure key={each} name={t(`old.${each}`)} value={number.format(report[each])} />
        ))}
        <Figure name={t("old.left")} value={number.format(left)} />
      </dl>
      {report.left.length > 0 && (
        <ul className={styles.reasons}>
          {report.left.map(({ reason, count, where }) => (
            <li key={reason}>
              <span>
                {number.format(count)} · {t(`import.reason.${reason}`)}
              </span>
              {where.length > 0 && (
                <span className={styles.hint} dir="auto">
                  {/^\d+$/.test(where[0] ?? "")
                    ? t("old.lines", { n: count, where: where.join(", ") + (count > where.length ? "…" : "") })
                    : where.join(", ")}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {report.new + report.updated === 0 && <p>{t("old.nothing")}</p>}
    </>
  );
}
