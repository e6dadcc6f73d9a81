import Plus from "lucide-react/icons/plus";
import type { CampaignResults } from "../../api/campaigns";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useLayout } from "../../lib/layout";
import { useRoving } from "../../lib/roving";
import { CommandButton } from "../../ui/CommandButton";
import styles from "./campaigns.module.css";
import { State } from "./State";

type Props = {
  list: CampaignResults[];
  open: string | null;
  onOpen: (campaignId: string) => void;
  onNew: () => void;
};

export const rowId = (id: string) => `campaign-${id}`;

/** Elsewhere the arrows move within what has the focus. */
function isFree(key: string): boolean {
  const focused = document.activeElement;
  return !key.startsWith("arrow") || focused === document.body || Boolean(focused?.closest("[data-list]"));
}

/** All campaigns with what came of them, the latest first. */
export function CampaignList({ list, open, onOpen, onNew }: Props) {
  const { t } = useWords();
  const single = useLayout() === "single";
  const roving = useRoving(
    list.map(({ campaign }) => campaign.id),
    rowId,
  );
  useCommands({
    "list.next": { when: isFree, run: () => roving.move(1) },
    "list.previous": { when: isFree, run: () => roving.move(-1) },
  });
  return (
    <section className={styles.list} data-pane="list" aria-label={t("campaigns.list")}>
      <div className={styles.tools}>
        <h1>{t("nav.campaigns")}</h1>
        <CommandButton command="campaigns.new" look="primary" onClick={onNew}>
          <Plus size="1.125rem" />
          {t("campaigns.new")}
        </CommandButton>
      </div>
      <ul className={styles.rows} data-list>
        {list.map((each) => (
          <li key={each.campaign.id}>
            <button
              type="button"
              id={rowId(each.campaign.id)}
              className={styles.row}
              tabIndex={each.campaign.id === roving.current ? 0 : -1}
              aria-current={each.campaign.id === open}
              onFocus={(event) => {
                event.currentTarget.scrollIntoView({ block: "nearest" });
                roving.rest(each.campaign.id);
                if (!single) onOpen(each.campaign.id);
              }}
              onClick={() => onOpen(each.campaign.id)}
            >
              <RowWords results={each} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RowWords({ results }: { results: CampaignResults }) {
  const { t } = useWords();
  const { campaign, state, figures, goesTo } = results;
  const of = (wanted: string) => figures.find(({ name }) => name === wanted)?.n ?? 0;
  return (
    <>
      <span className={styles.rowHead}>
        <span className={styles.rowName} dir="auto">
          {campaign.subject || t("campaigns.untitled")}
        </span>
        <State results={results} />
      </span>
      <span className={styles.rowText}>{t(`medium.${campaign.medium}`)}</span>
      {state !== "draft" && (
        <span className={styles.rowText}>
          {t("campaigns.row", { sent: of("sent"), total: goesTo, answered: of("answered"), bought: of("bought") })}
        </span>
      )}
    </>
  );
}
