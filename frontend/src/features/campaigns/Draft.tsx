import ArrowLeft from "lucide-react/icons/arrow-left";
import Check from "lucide-react/icons/check";
import Send from "lucide-react/icons/send";
import Trash from "lucide-react/icons/trash-2";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { problemOf } from "../../api/bridge";
import { type Campaign, type CampaignMedium, type CampaignPerson, media } from "../../api/campaigns";
import { useCampaignChoices, useCampaignDeed, useCampaignPreview } from "../../api/useCampaigns";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import { Choice, TextInput } from "../../ui/form";
import { Pick } from "../../ui/Pick";
import { useToasts } from "../../ui/toasts";
import styles from "./campaigns.module.css";
import { isBlank, isLater, isSent, noWording } from "./draft";
import { Foreseen, Goes } from "./Foreseen";
import { SendDialog } from "./SendDialog";
import { useKeptDraft } from "./useKeptDraft";
import { useSettled } from "./useSettled";
import { useUndo } from "./useUndo";
import { When } from "./When";
import { Wordings } from "./Wordings";

type Props = {
  first: Campaign;
  /** A new one has its id now. */
  onKept: (campaignId: string) => void;
  /** It is no draft any more, or none at all. */
  onBegun: (campaignId: string) => void;
  onGone: () => void;
  onCustomer: (person: CampaignPerson) => void;
  onBack: (() => void) | undefined;
};

/** A campaign that is being written: five short steps on one page, and beside them what would come of it. */
export function Draft({ first, onKept, onBegun, onGone, onCustomer, onBack }: Props) {
  const { t, explain, locale } = useWords();
  const complain = useComplain();
  const toasts = useToasts();
  const undo = useUndo();
  const { campaign, change, keep, drop, isKept } = useKeptDraft(first, onKept);
  const looked = useSettled(campaign, 250);
  const { data: preview, error } = useCampaignPreview(looked);
  const [asking, setAsking] = useState(false);
  const [unclear, setUnclear] = useState<string[]>([]);
  const noteUnclear = useCallback(
    (part: string, is: boolean) => setUnclear((now) => [...now.filter((each) => each !== part), ...(is ? [part] : [])]),
    [],
  );
  const name = campaign.subject.trim() || t("campaigns.untitled");
  const sending = useCampaignDeed(async (desk) => {
    const id = await keep();
    await desk.campaigns.send(id);
    return id;
  });
  const recording = useCampaignDeed(async (desk) => desk.campaigns.record({ ...campaign, id: await keep() }));
  const removing = useCampaignDeed(async (desk) => {
    const id = await keep();
    return id === "" ? null : { id, done: await desk.campaigns.step(id, "remove") };
  });
  const send = () => {
    sending
      .mutateAsync(undefined)
      .then((id) => {
        const now = Date.now();
        const begins = preview?.begins ?? now;
        const when = isLater(begins, now) && moment(now, begins, locale);
        toasts.show({ text: when ? t("campaigns.planned", { name, when }) : t("campaigns.began", { name }) });
        onBegun(id);
      }, complain)
      .finally(() => setAsking(false));
  };
  const record = () => {
    recording.mutateAsync(undefined).then(({ id, done }) => {
      undo(t("campaigns.recorded", { name }), id, done);
      onBegun(id);
    }, complain);
  };
  const remove = () => {
    removing.mutateAsync(undefined).then((removed) => {
      drop();
      if (removed) undo(t("campaigns.removed", { name }), removed.id, removed.done);
      onGone();
    }, complain);
  };
  const sent = isSent(campaign.medium);
  const kept = isKept && !isBlank(campaign);
  const isNew = first.id === "";
  // Who begins one begins with its first step.
  useEffect(() => {
    if (isNew) document.querySelector<HTMLElement>("[data-editor] input:checked")?.focus();
  }, [isNew]);
  return (
    <div className={styles.draft} data-editor data-pane="campaign">
      <div className={styles.bar}>
        {onBack && (
          <Button look="icon" aria-label={t("campaigns.back")} onClick={onBack}>
            <ArrowLeft size="1.25rem" />
          </Button>
        )}
        <p className={styles.standing} role="status">
          {kept && <Check size="1rem" strokeWidth={2.4} />}
          {t(kept ? "campaigns.kept" : "campaigns.keeps")}
        </p>
        <Button look="quiet" onClick={remove}>
          <Trash size="1.125rem" />
          {t("campaigns.remove")}
        </Button>
      </div>
      <div className={styles.body}>
        <div className={styles.steps}>
          <Step n={1} title={t("campaigns.step.by")}>
            <By campaign={campaign} onChange={change} />
          </Step>
          <Step n={2} title={t("campaigns.step.whom")}>
            <Whom campaign={campaign} onChange={change} />
          </Step>
          <Step n={3} title={t("campaigns.step.message")}>
            <TextInput
              label={t("campaigns.subject")}
              hint={t("campaigns.subject.hint")}
              value={campaign.subject}
              onChange={(subject) => change({ subject })}
              maxLength={200}
            />
            {sent && <Wordings campaign={campaign} onChange={(wordings) => change({ wordings })} />}
            {sent && preview?.endless && (
              <p className={styles.warning}>
                {t("campaigns.endless")}{" "}
                <Button
                  look="link"
                  onClick={() => change({ wordings: ended(campaign, t("campaigns.endless.sentence")) })}
                >
                  {t("campaigns.endless.add")}
                </Button>
              </p>
            )}
          </Step>
          <Step n={4} title={t("campaigns.step.when")}>
            <When campaign={campaign} onChange={change} onUnclear={noteUnclear} />
          </Step>
          <Step n={5} title={t(sent ? "campaigns.step.check" : "campaigns.step.checkRecord")}>
            {preview && <Goes preview={preview} onCustomer={onCustomer} />}
            {error ? (
              <p className={styles.warning}>{explain(problemOf(error))}</p>
            ) : (
              <Obstacle campaign={campaign} preview={preview} />
            )}
            <div>
              <Button
                look="primary"
                disabled={
                  !preview ||
                  error !== null ||
                  campaign !== looked ||
                  unclear.length > 0 ||
                  obstacleOf(campaign, preview) !== undefined ||
                  recording.isPending
                }
                onClick={sent ? () => setAsking(true) : record}
              >
                {sent && <Send size="1.125rem" />}
                {t(sent ? "campaigns.send" : "campaigns.record")}
              </Button>
            </div>
          </Step>
        </div>
        <Foreseen campaign={campaign} preview={preview} onCustomer={onCustomer} />
      </div>
      {asking && preview && (
        <SendDialog
          campaign={campaign}
          preview={preview}
          busy={sending.isPending}
          onSend={send}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function Step({ n, title, children }: { n: number; title: string; children: ReactNode }) {
  return (
    <section className={styles.step}>
      <h2>
        <span className={styles.number} aria-hidden="true">
          {n}
        </span>
        {title}
      </h2>
      {children}
    </section>
  );
}

type Changing = { campaign: Campaign; onChange: (next: Partial<Campaign>) => void };

function By({ campaign: { medium }, onChange }: Changing) {
  const { t } = useWords();
  const can = useCampaignChoices().data?.media ?? media;
  const offered = media.filter((each) => can.includes(each) || each === medium);
  const choose = (next: CampaignMedium) => {
    // A template is no text, and a text no template.
    const same = (next === "whatsapp") === (medium === "whatsapp");
    onChange(same ? { medium: next } : { medium: next, wordings: [noWording] });
  };
  return (
    <>
      <Choice
        label={t("campaigns.medium")}
        row
        value={medium}
        onChange={choose}
        options={offered.map((each) => ({ value: each, label: t(`medium.${each}`) }))}
      />
      {!isSent(medium) && (
        <p className={styles.hint}>{t(medium === "telemarketing" ? "campaigns.callList" : "campaigns.outside")}</p>
      )}
    </>
  );
}

/** The value of those of a list. */
const chosen = "chosen";

function Whom({ campaign: { segment, customers }, onChange }: Changing) {
  const { t } = useWords();
  const segments = useCampaignChoices().data?.segments ?? [];
  // Those of a list go before a segment. Whoever picks them again still means them, and not all.
  const list = customers.length > 0 ? [{ value: chosen, text: t("campaigns.to.chosen", { n: customers.length }) }] : [];
  const options = [
    ...list,
    { value: "", text: t("campaigns.to.all") },
    ...segments.map(({ id, name }) => ({ value: id, text: name })),
  ];
  return (
    <>
      <div>
        <Pick
          label={t("campaigns.to")}
          value={list.length > 0 ? chosen : segment}
          options={options}
          onPick={(next) => next !== chosen && onChange({ segment: next, customers: [] })}
        />
      </div>
      <p className={styles.hint}>{t("campaigns.to.hint")}</p>
    </>
  );
}

/** The words of all wordings with a sentence below them. */
function ended({ wordings }: Campaign, sentence: string) {
  return wordings.map((each) =>
    each.text.includes(sentence) ? each : { ...each, text: `${each.text.trimEnd()}\n\n${sentence}` },
  );
}

type Looked = Parameters<typeof Foreseen>[0]["preview"];

/** What keeps a campaign from being sent; undefined: nothing. */
function obstacleOf(campaign: Campaign, preview: Looked) {
  if (campaign.subject.trim() === "") return "subject" as const;
  if (preview?.problem) return preview.problem;
  return preview && preview.goes.n === 0 ? ("nobody" as const) : undefined;
}

const missing = ["subject", "text", "template", "until"] as const;

/** Says what keeps it from being sent. */
function Obstacle({ campaign, preview }: { campaign: Campaign; preview: Looked }) {
  const { t, explain } = useWords();
  const obstacle = obstacleOf(campaign, preview);
  if (obstacle === undefined) return null;
  if (typeof obstacle === "string") return <p className={styles.warning}>{t(`campaigns.problem.${obstacle}`)}</p>;
  const part = missing.find((each) => obstacle.code === "usage" && each === obstacle.params.argument);
  if (part) return <p className={styles.warning}>{t(`campaigns.problem.${part}`)}</p>;
  if (obstacle.code === "channel.gaps")
    return <p className={styles.warning}>{t("campaigns.problem.gaps", { words: obstacle.params.words ?? "" })}</p>;
  return <p className={styles.warning}>{explain(problemOf(obstacle))}</p>;
}
