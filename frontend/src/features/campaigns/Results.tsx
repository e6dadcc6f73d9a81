import ArrowLeft from "lucide-react/icons/arrow-left";
import Pause from "lucide-react/icons/pause";
import Play from "lucide-react/icons/play";
import Square from "lucide-react/icons/square";
import { problemOf } from "../../api/bridge";
import type { CampaignPerson, CampaignResults, CampaignStep } from "../../api/campaigns";
import { useCampaignDeed, useCampaignResults } from "../../api/useCampaigns";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { money } from "../../lib/money";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { Calls } from "./Calls";
import styles from "./campaigns.module.css";
import { isLater } from "./draft";
import { Passed } from "./Foreseen";
import { Behind } from "./People";
import { State } from "./State";
import { useUndo } from "./useUndo";

type Props = {
  campaignId: string;
  onCustomer: (person: CampaignPerson) => void;
  onBack: (() => void) | undefined;
};

/** What came of a campaign; every figure opens who is behind it. */
export function Results({ campaignId, onCustomer, onBack }: Props) {
  const { t, explain, locale } = useWords();
  const { data, error, refetch } = useCampaignResults(campaignId);
  const now = useNow(60_000);
  if (error) {
    const retry = { label: t("trouble.retry"), run: () => void refetch() };
    return <Notice tone="bad" text={explain(problemOf(error))} actions={[retry]} />;
  }
  if (!data) return <Skeleton rows={4} label={t("campaigns.loading")} />;
  const { campaign, state, figures, passed, begunAt } = data;
  const calls = campaign.medium === "telemarketing";
  const when = campaign.date > 0 && state === "recorded" ? campaign.date : begunAt;
  return (
    <div className={styles.results} data-pane="campaign">
      <div className={styles.bar} hidden={!onBack && state !== "sending" && state !== "paused"}>
        {onBack && (
          <Button look="icon" aria-label={t("campaigns.back")} onClick={onBack}>
            <ArrowLeft size="1.25rem" />
          </Button>
        )}
        <Steps results={data} />
      </div>
      <div className={styles.resultsBody}>
        <header className={styles.resultsHead}>
          <h2 dir="auto">{campaign.subject || t("campaigns.untitled")}</h2>
          <p>
            <State results={data} />
            {t(`medium.${campaign.medium}`)}
            {!isLater(data.begins, now) && ` · ${moment(now, when, locale)}`}
          </p>
        </header>
        <div className={styles.figures}>
          {figures.map(({ name, n, people }) => (
            <Behind
              key={name}
              label={t(figureKey(name, campaign.medium))}
              className={styles.figure}
              people={people}
              onCustomer={onCustomer}
            >
              <span className={styles.amount}>{numberFormat(locale, undefined).format(n)}</span>
              <span>{t(figureKey(name, campaign.medium))}</span>
              {name === "bought" && data.cents > 0 && (
                <span className={styles.hint}>
                  {money(data.cents, data.currency, locale)} {t("campaigns.paid")}
                </span>
              )}
            </Behind>
          ))}
        </div>
        <p className={styles.hint}>{t("campaigns.within")}</p>
        {data.halves.length === 2 && <Halves results={data} />}
        {calls && <Calls results={data} onCustomer={onCustomer} />}
        {passed.length > 0 && (
          <section className={styles.part}>
            <h3>{t("campaigns.passedTitle")}</h3>
            <Passed passed={passed} onCustomer={onCustomer} />
          </section>
        )}
        {campaign.wordings.some(({ text }) => text !== "") && (
          <section className={styles.part}>
            <h3>{t("campaigns.says")}</h3>
            {campaign.wordings.map(({ text }) => (
              <p key={text} className={styles.bubble} dir="auto">
                {text}
              </p>
            ))}
          </section>
        )}
      </div>
    </div>
  );
}

/** What a figure is called: who got a catalogue was not sent anything. */
function figureKey(name: CampaignResults["figures"][number]["name"], medium: string) {
  if (medium === "telemarketing" && name === "sent") return "campaigns.figure.called";
  if (medium === "telemarketing" && name === "waiting") return "campaigns.figure.toCall";
  if (name === "sent" && ["catalogue", "leaflet", "other"].includes(medium)) return "campaigns.figure.reached";
  return `campaigns.figure.${name}` as const;
}

function Halves({ results: { halves, comparison } }: { results: CampaignResults }) {
  const { t } = useWords();
  return (
    <section className={styles.part}>
      {halves.map(({ sent, answered }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- the first and the second are all they are
        <p key={at}>{t("campaigns.half", { n: at + 1, sent, answered })}</p>
      ))}
      {comparison !== "" && <p className={styles.warning}>{t(`campaigns.compare.${comparison}`)}</p>}
    </section>
  );
}

const told = { pause: "campaigns.paused", resume: "campaigns.resumed", stop: "campaigns.stopped" } as const;

/** What can be done with one that is being sent, with its undo. */
function Steps({ results: { campaign, state } }: { results: CampaignResults }) {
  const { t } = useWords();
  const complain = useComplain();
  const undo = useUndo();
  const deed = useCampaignDeed((desk, step: CampaignStep) => desk.campaigns.step(campaign.id, step));
  const name = campaign.subject || t("campaigns.untitled");
  const go = (step: keyof typeof told) =>
    void deed.mutateAsync(step).then((done) => undo(t(told[step], { name }), campaign.id, done), complain);
  return (
    <div className={styles.deeds}>
      {state === "sending" && (
        <Button look="line" disabled={deed.isPending} onClick={() => go("pause")}>
          <Pause size="1.125rem" />
          {t("campaigns.pause")}
        </Button>
      )}
      {state === "paused" && (
        <Button look="primary" disabled={deed.isPending} onClick={() => go("resume")}>
          <Play size="1.125rem" />
          {t("campaigns.resume")}
        </Button>
      )}
      {(state === "sending" || state === "paused") && (
        <Button look="quiet" disabled={deed.isPending} onClick={() => go("stop")}>
          <Square size="1.125rem" />
          {t("campaigns.stop")}
        </Button>
      )}
    </div>
  );
}
