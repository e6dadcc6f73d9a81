import ArrowLeft from "lucide-react/icons/arrow-left";
import MessageSquarePlus from "lucide-react/icons/message-square-plus";
import Pencil from "lucide-react/icons/pencil";
import PhoneCall from "lucide-react/icons/phone-call";
import ShoppingBag from "lucide-react/icons/shopping-bag";
import { type ReactNode, useState } from "react";
import { problemOf } from "../../api/bridge";
import type { Profile } from "../../api/people";
import { useCard } from "../../api/react";
import { useProfile } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { useAvailableCommands } from "../../lib/commands";
import { useStartFocus } from "../../lib/focus";
import type { CommandId } from "../../lib/keymap";
import { monthAndYear } from "../../lib/time";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { MoreMenu } from "../../ui/MoreMenu";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { AlikeHint } from "./AlikeHint";
import { Consent } from "./Consent";
import { Contacts } from "./Contacts";
import type { CustomerDeeds } from "./CustomerPanel";
import { cityOf } from "./city";
import { MasterData } from "./MasterData";
import { NameForm } from "./NameForm";
import { Notes } from "./Notes";
import styles from "./page.module.css";
import { TagBar } from "./TagBar";
import { Withheld } from "./Withheld";

/** What can be done about a customer besides. */
const offered: readonly CommandId[] = [
  "conversation.find",
  "case.open",
  "customer.tags",
  "customer.merge",
  "customer.split",
  "customer.allow",
  "customer.decline",
];

type Props = Omit<CustomerDeeds, "onWrite"> & {
  customerId: string;
  /** Null: on the channel that is proposed. */
  onWrite: (channel: Parameters<CustomerDeeds["onWrite"]>[0] | null) => void;
  onBack: () => void;
  /** Goes to another customer's page. */
  onCustomer: (customerId: string) => void;
  /** The figures: how she buys, what comes next. */
  figures: ReactNode;
  /** Her last twelve months. */
  journey: ReactNode;
  history: ReactNode;
  /** Her cases, and what she bought. */
  aside: ReactNode;
};

/** Everything that is known of one customer: the figures, her last twelve months, and the whole history. */
export function CustomerPage({ customerId, onBack, onCustomer, ...rest }: Props) {
  const { t, explain } = useWords();
  const { data: profile, error } = useProfile(customerId);
  if (error) {
    const problem = problemOf(error);
    const into = problem.code === "customer.merged" ? problem.params.into : undefined;
    const action = into
      ? { label: t("profile.into"), run: () => onCustomer(into) }
      : { label: t("profile.back"), run: onBack };
    return (
      <main className={styles.page}>
        <Notice tone="bad" text={explain(problem)} actions={[action]} />
      </main>
    );
  }
  if (!profile) {
    return (
      <main className={styles.page}>
        <Skeleton rows={6} label={t("profile.loading")} />
      </main>
    );
  }
  const { figures, journey, history, ...deeds } = rest;
  return (
    <main className={styles.page} aria-label={t("profile.page")}>
      <Head profile={profile} onBack={onBack} {...deeds} />
      <div className={styles.body}>
        <div className={styles.main} data-pane="conversation">
          <div className={styles.figures}>{figures}</div>
          {journey}
          {history}
        </div>
        <Aside profile={profile} {...deeds} />
      </div>
    </main>
  );
}

type AsideProps = Pick<Props, "onWrite" | "onMerge" | "onSplit" | "onShow" | "aside"> & { profile: Profile };

function Aside({ profile, aside, ...deeds }: AsideProps) {
  const { customerId } = profile;
  const card = useCard(customerId).data;
  return (
    <div className={styles.side} data-pane="customer">
      <Contacts
        heading="h2"
        profile={profile}
        writable={card?.channels.map((each) => each.channel) ?? []}
        onWrite={deeds.onWrite}
        onSplit={deeds.onSplit}
        onTaken={deeds.onMerge}
        hint={<AlikeHint profile={profile} onMerge={deeds.onMerge} />}
      />
      <Consent heading="h2" profile={profile} onShow={deeds.onShow} />
      {aside}
      <Notes key={`notes ${customerId}`} heading="h2" profile={profile} />
      <MasterData key={`master ${customerId}`} profile={profile} />
      <Withheld customerId={customerId} />
    </div>
  );
}

type HeadProps = Pick<Props, "onBack" | "onWrite" | "tagging" | "onTagging"> & { profile: Profile };

function Head({ profile, onBack, onWrite, tagging, onTagging }: HeadProps) {
  const { t, locale } = useWords();
  const { run } = useAvailableCommands();
  const [renaming, setRenaming] = useState(false);
  const back = useStartFocus<HTMLButtonElement>();
  const city = cityOf(profile.postal);
  return (
    <header className={styles.head}>
      <CommandButton command="back" ref={back} look="icon" aria-label={t("profile.back")} onClick={onBack}>
        <ArrowLeft size="1.25rem" />
      </CommandButton>
      <Avatar id={profile.customerId} name={profile.name} large />
      <div className={styles.who}>
        <nav className={styles.crumb} aria-label={t("profile.where")}>
          <CommandButton command="place.customers" look="link" onClick={() => run("place.customers")}>
            {t("nav.customers")}
          </CommandButton>
          <span aria-hidden="true">/</span>
          <span aria-current="page" dir="auto">
            {profile.name}
          </span>
        </nav>
        {renaming ? (
          <NameForm customerId={profile.customerId} name={profile.name} onDone={() => setRenaming(false)} />
        ) : (
          <div className={styles.title}>
            <h1 dir="auto">{profile.name}</h1>
            <Button
              look="icon"
              className={styles.small}
              aria-label={t("panel.rename")}
              onClick={() => setRenaming(true)}
            >
              <Pencil size="1rem" />
            </Button>
          </div>
        )}
        <div className={styles.meta}>
          {city !== "" && <span dir="auto">{city}</span>}
          <span>{t("profile.since", { date: monthAndYear(profile.since, locale) })}</span>
          <TagBar profile={profile} open={tagging} onOpen={onTagging} />
        </div>
      </div>
      <div className={styles.deeds}>
        <CommandButton command="purchase.new" look="line" onClick={() => run("purchase.new")}>
          <ShoppingBag size="1.25rem" />
          {t("profile.buy")}
        </CommandButton>
        <CommandButton command="logbook.open" look="line" onClick={() => run("logbook.open")}>
          <PhoneCall size="1.25rem" />
          {t("profile.log")}
        </CommandButton>
        <Button look="primary" onClick={() => onWrite(null)}>
          <MessageSquarePlus size="1.25rem" />
          {t("profile.write")}
        </Button>
        <MoreMenu label={t("profile.more")} offered={offered} titleOf={(command) => t(`command.${command}`)} />
      </div>
    </header>
  );
}
