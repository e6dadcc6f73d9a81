import { Virtualizer } from "virtua";
import { problemOf } from "../../api/bridge";
import type { Act } from "../../api/cases";
import { useActs } from "../../api/useCases";
import { useWords } from "../../i18n/react";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { ActRow, type ActWays } from "./ActRow";
import styles from "./acts.module.css";
import { BackToCases } from "./BackToCases";
import { ReadOn } from "./ReadOn";

type Props = ActWays & {
  /** Leads back to the list; undefined where that is beside it. */
  onBack?: (() => void) | undefined;
};

/** What was done without the owner: why, for whom, and how it is undone. */
export function Acts({ onBack, ...ways }: Props) {
  const { t } = useWords();
  return (
    <section className={styles.acts} data-story data-pane="conversation" aria-labelledby="acts-title">
      <BackToCases onBack={onBack} />
      <header className={styles.head}>
        <h2 id="acts-title">{t("acts.title")}</h2>
        <p>{t("acts.lead")}</p>
      </header>
      <Read {...ways} />
    </section>
  );
}

/** About as tall as a row is before it was drawn. */
const rowSize = 96;

function Read(ways: ActWays) {
  const { t, explain } = useWords();
  const read = useActs();
  if (read.error) {
    const retry = { label: t("trouble.retry"), run: () => void read.refetch() };
    return <Notice tone="bad" text={explain(problemOf(read.error))} actions={[retry]} />;
  }
  if (!read.data) return <Skeleton rows={6} label={t("acts.loading")} />;
  const acts: (Act | "more")[] = read.data.pages.flatMap((page) => page.acts);
  if (acts.length === 0) return <Notice title={t("acts.empty.title")} text={t("acts.empty.text")} />;
  if (read.hasNextPage) acts.push("more");
  return (
    <div className={styles.scroll}>
      <Virtualizer as="ol" item="li" data={acts} itemSize={rowSize}>
        {(act) =>
          act === "more" ? (
            <ReadOn key={`more ${acts.length}`} onMore={() => void read.fetchNextPage()} />
          ) : (
            <ActRow key={act.id} act={act} {...ways} />
          )
        }
      </Virtualizer>
    </div>
  );
}
