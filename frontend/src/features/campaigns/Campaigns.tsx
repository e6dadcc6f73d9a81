import { useCallback } from "react";
import { problemOf } from "../../api/bridge";
import type { CampaignMedium, CampaignPerson } from "../../api/campaigns";
import { useCampaignChoices, useCampaigns } from "../../api/useCampaigns";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useLayout } from "../../lib/layout";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { ToastPlace } from "../../ui/toasts";
import { CampaignList, rowId } from "./CampaignList";
import styles from "./campaigns.module.css";
import { Draft } from "./Draft";
import { newCampaign } from "./draft";
import { Results } from "./Results";

type Props = {
  /** The campaign that is open, or the name of one that is new; null: none. */
  open: string | null;
  /** The id that a new one got, by its name. */
  ids: Readonly<Record<string, string>>;
  onOpen: (open: string | null) => void;
  onNew: () => void;
  onKept: (name: string, campaignId: string) => void;
  onCustomer: (person: CampaignPerson) => void;
  onLeave: () => void;
};

/** What is said to many: the list with what came of each, and the one that is open. */
export function Campaigns({ open, onOpen, onNew, onLeave, ...rest }: Props) {
  const { t, explain } = useWords();
  const single = useLayout() === "single";
  const { data, error, refetch } = useCampaigns();
  const choices = useCampaignChoices();
  const shownId = open === null ? null : (rest.ids[open] ?? open);
  const back = single && open !== null ? () => onOpen(null) : undefined;
  useCommands({ back: { run: back ?? (() => toList(shownId) || onLeave()) } });
  if (error) {
    const retry = { label: t("trouble.retry"), run: () => void refetch() };
    return <Notice tone="bad" text={explain(problemOf(error))} actions={[retry]} />;
  }
  if (!data || choices.isPending) return <Skeleton rows={4} label={t("campaigns.loading")} />;
  const first = choices.data?.media[0] ?? "email";
  const opened = (
    <Opened key={open} open={open} list={data} first={first} onOpen={onOpen} onNew={onNew} onBack={back} {...rest} />
  );
  return (
    <main className={styles.place} aria-label={t("nav.campaigns")}>
      {!(single && open !== null) && <CampaignList list={data} open={shownId} onOpen={onOpen} onNew={onNew} />}
      {!(single && open === null) && opened}
      <div className={styles.toasts}>
        <ToastPlace dismissLabel={t("toast.dismiss")} />
      </div>
    </main>
  );
}

/** From what is open back to its row; false: one is there already. */
function toList(open: string | null): boolean {
  const row = open !== null && document.getElementById(rowId(open));
  const inside = document.activeElement?.closest('[data-pane="campaign"]');
  if (!inside || !row) return false;
  row.focus();
  return true;
}

type OpenedProps = Omit<Props, "onLeave"> & {
  list: NonNullable<ReturnType<typeof useCampaigns>["data"]>;
  first: CampaignMedium;
  onBack: (() => void) | undefined;
};

function Opened({ open, ids, list, first, onOpen, onNew, onKept, onCustomer, onBack }: OpenedProps) {
  const { t } = useWords();
  const keep = useCallback((id: string) => open !== null && onKept(open, id), [open, onKept]);
  if (open === null && list.length === 0) {
    const begin = { label: t("command.campaigns.new"), run: onNew };
    return <Notice title={t("campaigns.empty.title")} text={t("campaigns.empty.text")} actions={[begin]} />;
  }
  if (open === null) return <Notice title={t("campaigns.choose.title")} text={t("campaigns.choose.text")} />;
  const id = ids[open] ?? open;
  const known = list.find(({ campaign }) => campaign.id === id);
  if (known && known.state !== "draft") return <Results campaignId={id} onCustomer={onCustomer} onBack={onBack} />;
  return (
    <Draft
      first={known?.campaign ?? newCampaign(first)}
      onKept={keep}
      onBegun={onOpen}
      onGone={() => onOpen(null)}
      onCustomer={onCustomer}
      onBack={onBack}
    />
  );
}
