import ArrowLeft from "lucide-react/icons/arrow-left";
import GitMerge from "lucide-react/icons/git-merge";
import MessageSquarePlus from "lucide-react/icons/message-square-plus";
import Pencil from "lucide-react/icons/pencil";
import { type ReactNode, useState } from "react";
import { problemOf } from "../../api/bridge";
import type { Profile } from "../../api/people";
import { useCard } from "../../api/react";
import { useProfile } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { useStartFocus } from "../../lib/focus";
import { monthAndYear } from "../../lib/time";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { AlikeHint } from "./AlikeHint";
import { Contacts } from "./Contacts";
import type { CustomerDeeds } from "./CustomerPanel";
import { MasterData } from "./MasterData";
import { NameForm } from "./NameForm";
import { Notes } from "./Notes";
import styles from "./page.module.css";
import { Summary } from "./Summary";
import { TagBar } from "./TagBar";
import { Withheld } from "./Withheld";

type Props = Omit<CustomerDeeds, "onWrite"> & {
  customerId: string;
  /** Null: on the channel that is proposed. */
  onWrite: (channel: Parameters<CustomerDeeds["onWrite"]>[0] | null) => void;
  onBack: () => void;
  /** Goes to another customer's page. */
  onCustomer: (customerId: string) => void;
  timeline: ReactNode;
};

/** Everything that is known of one customer, with the whole history. */
export function CustomerPage({ customerId, onBack, onCustomer, timeline, ...deeds }: Props) {
  const { t, explain } = useWords();
  const { data: profile, error } = useProfile(customerId);
  const card = useCard(customerId).data;
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
  return (
    <main className={styles.page} aria-label={t("profile.page")}>
      <Head profile={profile} onBack={onBack} {...deeds} />
      <div className={styles.body}>
        <div className={styles.main} data-pane="conversation">
          <Summary profile={profile} />
          <section className={styles.history} aria-label={t("profile.history")}>
            <h2>{t("profile.history")}</h2>
            {timeline}
          </section>
        </div>
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
          <Notes key={`notes ${customerId}`} heading="h2" profile={profile} />
          <MasterData key={`master ${customerId}`} profile={profile} />
          <Withheld customerId={customerId} />
        </div>
      </div>
    </main>
  );
}

type HeadProps = Omit<Props, "customerId" | "timeline" | "onCustomer"> & { profile: Profile };

function Head({ profile, onBack, onWrite, onMerge, tagging, onTagging }: HeadProps) {
  const { t, locale } = useWords();
  const [renaming, setRenaming] = useState(false);
  const back = useStartFocus<HTMLButtonElement>();
  return (
    <header className={styles.head}>
      <CommandButton command="back" ref={back} look="icon" aria-label={t("profile.back")} onClick={onBack}>
        <ArrowLeft size="1.25rem" />
      </CommandButton>
      <Avatar id={profile.customerId} name={profile.name} large />
      <div className={styles.who}>
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
          {profile.firstAt > 0 && <span>{t("profile.since", { date: monthAndYear(profile.firstAt, locale) })}</span>}
          <TagBar profile={profile} open={tagging} onOpen={onTagging} />
        </div>
      </div>
      <div className={styles.deeds}>
        <CommandButton command="customer.merge" look="line" onClick={() => onMerge(null)}>
          <GitMerge size="1.25rem" />
          {t("profile.merge")}
        </CommandButton>
        <Button look="primary" onClick={() => onWrite(null)}>
          <MessageSquarePlus size="1.25rem" />
          {t("profile.write")}
        </Button>
      </div>
    </header>
  );
}
