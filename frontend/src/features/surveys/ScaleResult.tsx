import type { SurveyFigures, SurveyResult } from "../../api/surveys";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { Button } from "../../ui/Button";
import { Hidden } from "../../ui/Hidden";
import { Group } from "../../ui/Section";
import type { Chosen } from "./Satisfaction";
import styles from "./surveys.module.css";

type Props = {
  result: SurveyResult;
  /** Answers that it takes to compare parts. */
  enough: number;
  onChoose: (part: Partial<Chosen>) => void;
};

/** One scale: its figure with n, how the scores lie, and its parts. Each opens the answers that it is made of. */
export function ScaleResult({ result, enough, onChoose }: Props) {
  const { t, locale } = useWords();
  const { scale, worst, figures } = result;
  const mean = t("satisfaction.mean", {
    mean: numberFormat(locale, { maximumFractionDigits: 1 }).format(figures.mean),
  });
  /** Of few answers no share is told: one of one would be a hundred per cent. */
  const share = figures.compares && t(`satisfaction.index.${scale}`, { n: figures.index });
  const told = ({ answered, asked }: SurveyFigures) => t("satisfaction.n", { n: answered, asked });
  const most = Math.max(1, ...figures.counts);
  const part = (name: string, of: SurveyFigures, choice: Partial<Chosen>) => (
    <li key={name}>
      <Button look="link" onClick={() => onChoose(choice)}>
        {name}
      </Button>
      <span className={styles.hint}>
        {of.compares
          ? `${t(`satisfaction.index.${scale}`, { n: of.index })} · ${told(of)}`
          : t("satisfaction.few", { n: of.answered, enough })}
      </span>
    </li>
  );
  return (
    <Group title={`${t(`surveys.scale.${scale}`)} · ${t(`surveys.scaleHint.${scale}`)}`}>
      <div className={styles.figure}>
        <Button look="link" className={styles.index} onClick={() => onChoose({})}>
          {share || (figures.answered > 0 && mean) || "–"}
        </Button>
        <span className={styles.hint}>
          {figures.compares && `${mean} · `}
          {told(figures)}
        </span>
      </div>
      <ol className={styles.bars}>
        {figures.counts.map((n, at) => {
          const score = worst + at;
          return (
            <li key={score}>
              <button type="button" disabled={n === 0} onClick={() => onChoose({ score })}>
                <Hidden>{t("satisfaction.bar", { score, n })}</Hidden>
                <span className={styles.count} aria-hidden="true">
                  {n > 0 && n}
                </span>
                <span className={styles.bar} style={{ height: `${(n / most) * 3}rem` }} />
                <span aria-hidden="true">{score}</span>
              </button>
            </li>
          );
        })}
      </ol>
      <Parts title={t("satisfaction.by.points")}>
        {result.points.map(({ of, figures: its }) => part(t(`surveys.point.${of}`), its, { point: of }))}
      </Parts>
      <Parts title={t("satisfaction.by.channels")}>
        {result.channels.map(({ of, figures: its }) => part(t(`channel.${of}`), its, { channel: of }))}
      </Parts>
      <Parts title={t("satisfaction.by.classes")}>
        {result.classes.map(({ of, figures: its }) =>
          of === "" ? (
            <li key="none">
              <span>{t("satisfaction.noClass")}</span>
              <span className={styles.hint}>{told(its)}</span>
            </li>
          ) : (
            part(t(`class.${of}`), its, { class: of })
          ),
        )}
      </Parts>
    </Group>
  );
}

function Parts({ title, children }: { title: string; children: React.ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section>
      <h4 className={styles.label}>{title}</h4>
      <ul className={styles.parts}>{children}</ul>
    </section>
  );
}
