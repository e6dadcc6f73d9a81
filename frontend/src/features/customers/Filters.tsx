import X from "lucide-react/icons/x";
import { everybody, type Filter, isSame } from "../../api/audiences";
import { useTags } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { Button } from "../../ui/Button";
import { subjectsOf } from "./choices";
import styles from "./customers.module.css";
import { SubjectMenu } from "./SubjectMenu";

type Props = { filter: Filter; onFilter: (filter: Filter) => void };

/** What the list is narrowed to: a button for each matter. */
export function Filters({ filter, onFilter }: Props) {
  const { t, locale } = useWords();
  const number = numberFormat(locale, undefined);
  const tags = (useTags().data ?? []).map(({ tag, customers }) => ({ tag, aside: number.format(customers) }));
  const subjects = subjectsOf(filter, tags, t).filter(({ choices }) =>
    choices.some(({ options }) => options.length > 0),
  );
  return (
    <fieldset className={styles.filters} aria-label={t("audience.filters")}>
      {subjects.map((subject) => (
        <SubjectMenu key={subject.id} subject={subject} onFilter={onFilter} />
      ))}
      {!isSame(filter, everybody) && (
        <Button look="quiet" onClick={() => onFilter(everybody)}>
          <X size="1rem" />
          {t("audience.clear")}
        </Button>
      )}
    </fieldset>
  );
}
