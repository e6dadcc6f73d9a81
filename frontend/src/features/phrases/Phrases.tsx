import { useState, useSyncExternalStore } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useKeeper } from "../../api/box";
import { useKeepPhrase } from "../../api/usePhrases";
import { useWords } from "../../i18n/react";
import { ToastPlace } from "../../ui/toasts";
import { Book } from "./Book";
import { PhraseDrafts } from "./drafts";
import styles from "./phrases.module.css";
import type { Kind } from "./rules";
import { Templates } from "./Templates";

const tabs = ["reply", "answer", "template"] as const;
export type PhrasesTab = (typeof tabs)[number];

type Props = {
  tab: PhrasesTab;
  onTab: (tab: PhrasesTab) => void;
  /** What is open in each list; null: nothing was chosen. */
  open: Record<Kind, string | null>;
  onOpen: (kind: Kind, key: string | null) => void;
  onBack: () => void;
};

/** What the shop says again and again: ready replies, short answers, and what WhatsApp has approved. */
export function Phrases({ tab, onTab, open, onOpen, onBack }: Props) {
  const { t } = useWords();
  const keep = useKeepPhrase();
  const [drafts] = useState(() => new PhraseDrafts(keep));
  const typed = useSyncExternalStore(drafts.subscribe, drafts.all);
  useKeeper(() => drafts.keep());
  return (
    <main className={styles.place} aria-label={t("nav.phrases")}>
      <Tabs
        className={styles.tabs ?? ""}
        selectedKey={tab}
        onSelectionChange={(key) => onTab(key as PhrasesTab)}
        keyboardActivation="manual"
      >
        <header className={styles.head}>
          <h1>{t("nav.phrases")}</h1>
          <TabList className={styles.tabList ?? ""} aria-label={t("phrases.tabs")}>
            {tabs.map((each) => (
              <Tab key={each} id={each} className={styles.tab ?? ""}>
                {t(`phrases.tab.${each}`)}
              </Tab>
            ))}
          </TabList>
        </header>
        {(["reply", "answer"] as const).map((kind) => (
          <TabPanel key={kind} id={kind} className={styles.panel ?? ""}>
            <Book
              kind={kind}
              drafts={drafts}
              typed={typed}
              open={open[kind]}
              onOpen={(key) => onOpen(kind, key)}
              onBack={onBack}
            />
          </TabPanel>
        ))}
        <TabPanel id="template" className={styles.panel ?? ""}>
          <Templates onBack={onBack} />
        </TabPanel>
      </Tabs>
      <div className={styles.toasts}>
        <ToastPlace dismissLabel={t("toast.dismiss")} />
      </div>
    </main>
  );
}
