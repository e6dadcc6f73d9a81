import Expand from "lucide-react/icons/maximize-2";
import Pencil from "lucide-react/icons/pencil";
import X from "lucide-react/icons/x";
import { type ReactNode, useState } from "react";
import type { Card, Channel } from "../../api/types";
import { useProfile } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { AlikeHint } from "./AlikeHint";
import { Consent } from "./Consent";
import { Contacts } from "./Contacts";
import styles from "./customer.module.css";
import { NameForm } from "./NameForm";
import { Notes } from "./Notes";
import { TagBar } from "./TagBar";

/** What can be done with a customer from here. */
export type CustomerDeeds = {
  onWrite: (channel: Channel) => void;
  /** Null: the owner is still to say with whom. */
  onMerge: (otherId: string | null) => void;
  onSplit: (identityId: string | null) => void;
  /** Shows a message, or what was bought, where it stands in the conversation. */
  onShow: (id: string) => void;
  tagging: boolean;
  onTagging: (open: boolean) => void;
};

type Props = CustomerDeeds & {
  card: Card;
  onPage: () => void;
  /** Where things stand with her. */
  story: ReactNode;
  /** Her cases. */
  cases: ReactNode;
  /** What she bought. */
  bought: ReactNode;
  /** Present where the panel lies over the conversation and can be closed. */
  onHide?: (() => void) | undefined;
};

/** Who the customer is, how to reach them, and what is good to know. */
export function CustomerPanel({ card, onPage, story, cases, bought, onHide, ...deeds }: Props) {
  const { t } = useWords();
  const [renaming, setRenaming] = useState(false);
  const profile = useProfile(card.customerId).data;
  return (
    <aside className={styles.panel} aria-label={t("panel.label")}>
      <div className={styles.head}>
        <Avatar id={card.customerId} name={card.name} large />
        {renaming ? (
          <NameForm customerId={card.customerId} name={card.name} onDone={() => setRenaming(false)} />
        ) : (
          <div className={styles.identity}>
            <h3 dir="auto">{card.name}</h3>
          </div>
        )}
        {!renaming && (
          <Button look="icon" className={styles.small} aria-label={t("panel.rename")} onClick={() => setRenaming(true)}>
            <Pencil size="1rem" />
          </Button>
        )}
        {!renaming && (
          <CommandButton
            command="customer.page"
            look="icon"
            className={styles.small}
            aria-label={t("profile.page")}
            onClick={onPage}
          >
            <Expand size="1rem" />
          </CommandButton>
        )}
        {onHide && !renaming && (
          <Button look="icon" className={styles.small} aria-label={t("panel.hide")} onClick={onHide}>
            <X size="1.125rem" />
          </Button>
        )}
      </div>
      {story}
      {profile && (
        <>
          <TagBar profile={profile} open={deeds.tagging} onOpen={deeds.onTagging} />
          <Contacts
            heading="h4"
            profile={profile}
            writable={card.channels.map((each) => each.channel)}
            onWrite={deeds.onWrite}
            onSplit={deeds.onSplit}
            onTaken={deeds.onMerge}
            hint={<AlikeHint profile={profile} onMerge={deeds.onMerge} />}
          />
          <Consent heading="h4" profile={profile} onShow={deeds.onShow} />
          {cases}
          {bought}
          <Notes key={card.customerId} heading="h4" profile={profile} />
        </>
      )}
    </aside>
  );
}
