import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useLayout } from "../../lib/layout";
import { type SettingsSection, sectionCommand, settingsSections } from "../../lib/sections";
import { CommandIcon } from "../../ui/CommandIcon";
import { ToastPlace } from "../../ui/toasts";
import { AboutSection } from "./AboutSection";
import { BehalfSection } from "./BehalfSection";
import { BuyersSection } from "./BuyersSection";
import { HoursSection } from "./HoursSection";
import { ImportSection } from "./ImportSection";
import { KeysSection } from "./KeysSection";
import { LookSection } from "./LookSection";
import { NoticesSection } from "./NoticesSection";
import { ShopSection } from "./ShopSection";
import { SavingProvider } from "./saving";
import styles from "./settings.module.css";

type Props = {
  section: SettingsSection;
  onSection: (section: SettingsSection) => void;
  /** The screen of the shop's accounts. */
  channels: ReactNode;
  /** The screen of the model that drafts. */
  assist: ReactNode;
  /** What customers are asked when something is over. */
  surveys: ReactNode;
  /** What they answered. */
  satisfaction: ReactNode;
  onBack: () => void;
};

/** What the owner can change about the program. Everything holds as soon as it is changed. */
export function Settings({ section, onSection, channels, assist, surveys, satisfaction, onBack }: Props) {
  const { t } = useWords();
  const narrow = useLayout() === "single";
  useCommands({ back: { run: onBack } });
  const panels: Record<SettingsSection, ReactNode> = {
    shop: <ShopSection />,
    channels,
    assist,
    surveys,
    satisfaction,
    behalf: <BehalfSection />,
    import: <ImportSection />,
    hours: <HoursSection />,
    buyers: <BuyersSection />,
    look: <LookSection />,
    notices: <NoticesSection />,
    keys: <KeysSection />,
    about: <AboutSection />,
  };
  return (
    <main className={styles.settings}>
      <Tabs
        className={styles.tabs ?? ""}
        orientation={narrow ? "horizontal" : "vertical"}
        selectedKey={section}
        onSelectionChange={(key) => onSection(key as SettingsSection)}
      >
        <div className={styles.side}>
          <h1>{t("nav.settings")}</h1>
          <TabList className={styles.tabList ?? ""} aria-label={t("settings.sections")}>
            {settingsSections.map((each) => (
              <Tab key={each} id={each} className={styles.tab ?? ""}>
                <CommandIcon command={sectionCommand(each)} size="1.125rem" />
                {t(`settings.${each}`)}
              </Tab>
            ))}
          </TabList>
        </div>
        <SavingProvider key={section}>
          {settingsSections.map((each) => (
            <TabPanel key={each} id={each} className={styles.panel ?? ""}>
              {panels[each]}
            </TabPanel>
          ))}
        </SavingProvider>
      </Tabs>
      <div className={styles.toasts}>
        <ToastPlace dismissLabel={t("toast.dismiss")} />
      </div>
    </main>
  );
}
