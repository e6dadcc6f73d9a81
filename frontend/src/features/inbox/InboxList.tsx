import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useInboxCounts } from "../../api/react";
import type { TurnState } from "../../api/types";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import styles from "./inbox.module.css";
import { Rows } from "./Rows";

export const states = ["reply", "waiting", "snoozed", "closed"] as const satisfies TurnState[];

type Props = {
  state: TurnState;
  onState: (state: TurnState) => void;
  selected: string | null;
  onOpen: (customerId: string) => void;
  /** Takes the customers as they are shown, whenever the selected one is among them; null: they are not shown any more. */
  onListed: (customerIds: string[] | null) => void;
};

/** The list by whose turn it is. */
export function InboxList({ state, onState, selected, onOpen, onListed }: Props) {
  const { t, locale } = useWords();
  const counts = useInboxCounts().data;
  const { oldestFirst, byValue } = usePreferences().listing;
  const number = numberFormat(locale, undefined);
  return (
    <Tabs className={styles.tabs ?? ""} selectedKey={state} onSelectionChange={(key) => onState(key as TurnState)}>
      <TabList className={styles.tabList ?? ""} aria-label={t("list.states")}>
        {states.map((each) => (
          <Tab key={each} id={each} className={styles.tab ?? ""}>
            <span className={styles.tabName}>{t(`tab.${each}`)}</span>
            <span className={styles.tabCount}>{counts ? number.format(counts[each]) : "\u00a0"}</span>
          </Tab>
        ))}
      </TabList>
      {states.map((each) => (
        <TabPanel key={each} id={each} className={styles.panel ?? ""}>
          <Rows
            key={`${oldestFirst} ${byValue}`}
            state={each}
            order={{ oldestFirst, byValue }}
            selected={selected}
            onOpen={onOpen}
            onListed={onListed}
          />
        </TabPanel>
      ))}
    </Tabs>
  );
}
