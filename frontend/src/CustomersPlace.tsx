import { Activity, useEffect, useState } from "react";
import type { HistoryFilter } from "./api/journeys";
import { useCard } from "./api/react";
import type { Channel } from "./api/types";
import { useCasesOf } from "./api/useCases";
import { useProfile } from "./api/usePeople";
import styles from "./Counter.module.css";
import { useCustomerDialogs } from "./CustomerDialogs";
import { CustomerPage } from "./features/customer/CustomerPage";
import { useConsent } from "./features/customer/useConsent";
import { firstRow } from "./features/customers/CustomerList";
import { Directory } from "./features/customers/Directory";
import { History, historyFindId, historyId } from "./features/journey/History";
import { JourneyLine } from "./features/journey/JourneyLine";
import { SatisfactionCard } from "./features/journey/SatisfactionCard";
import { CasesBlock } from "./features/matters/CasesBlock";
import { NextStep } from "./features/matters/NextStep";
import { BoughtCard } from "./features/purchases/BoughtCard";
import { BuyerCards } from "./features/purchases/BuyerCards";
import { useWords } from "./i18n/react";
import { useCommands } from "./lib/commands";
import { ToastPlace } from "./ui/toasts";
import { useGone } from "./useGone";
import { useNextStep } from "./useNextStep";

type Props = {
  /** Whose page is open; null: the list. */
  page: string | null;
  onPage: (customerId: string | null) => void;
  /** Null: on the channel that is proposed. */
  onWrite: (customerId: string, channel: Channel | null) => void;
  /** Leaves the page for where it was opened from; false: that is the list. */
  onReturn: () => boolean;
  onCase: (caseId: string) => void;
  /** Shows a message, a note or a purchase of a customer where it stands in the conversation; its words are marked. */
  onShow: (customerId: string, id: string, words: string) => void;
  onCreate: (typed: string) => void;
  onLeave: () => void;
};

/** The customers: the list of all, and the page of one. */
export function CustomersPlace({ page, onPage, onWrite, onReturn, onCase, onShow, onCreate, onLeave }: Props) {
  const { t } = useWords();
  const dialogs = useCustomerDialogs();
  const toList = () => {
    onPage(null);
    // The list is there again after the next render.
    requestAnimationFrame(() => firstRow()?.focus());
  };
  return (
    <div className={styles.customers}>
      <Activity mode={page === null ? "visible" : "hidden"}>
        <Directory
          onOpen={onPage}
          onMerge={(keep, other) => dialogs.merge(keep, other.customerId)}
          onApart={dialogs.apart}
          onCreate={onCreate}
          onLeave={onLeave}
        />
      </Activity>
      {page !== null && (
        <Page
          key={page}
          customerId={page}
          onPage={onPage}
          onWrite={onWrite}
          onCase={onCase}
          onShow={onShow}
          onBack={() => onReturn() || toList()}
          onGone={toList}
        />
      )}
      <div className={styles.toastAside}>
        <ToastPlace dismissLabel={t("toast.dismiss")} />
      </div>
    </div>
  );
}

type PageProps = Pick<Props, "onPage" | "onWrite" | "onCase" | "onShow"> & {
  customerId: string;
  onBack: () => void;
  /** Called when she is there no more. */
  onGone: () => void;
};

function Page({ customerId, onPage, onWrite, onCase, onShow, onBack, onGone }: PageProps) {
  const dialogs = useCustomerDialogs();
  const [tagging, setTagging] = useState(false);
  // It stands over the page, and would stay when a notification shows another place.
  useEffect(() => () => setTagging(false), []);
  const { data: profile, error } = useProfile(customerId);
  useGone(error, onGone);
  const name = useCard(customerId).data?.name ?? profile?.name ?? "";
  const customer = { customerId, name };
  const consent = useConsent(customerId, name);
  const history = usePageHistory();
  const cases = useCasesOf(customerId).data?.cases ?? [];
  const matters = useNextStep(customer);
  const likely = profile?.alike[0]?.b.customerId ?? null;
  const show = (id: string, words = "") => onShow(customerId, id, words);
  const bought = (before = 0) => history.show({ part: "purchases", channel: "", before });
  useCommands({
    back: { run: history.finding ? history.stopFinding : onBack },
    ...(profile && {
      "customer.tags": { run: () => setTagging(true) },
      "customer.merge": { run: () => dialogs.merge(customer, likely) },
      "customer.split": { run: () => dialogs.split(customer, null) },
      "conversation.reply": { run: () => onWrite(customerId, null) },
      "conversation.find": { run: history.find },
      "case.open": { run: matters.open },
      ...consent.commands,
    }),
  });
  return (
    <CustomerPage
      customerId={customerId}
      onBack={onBack}
      onCustomer={onPage}
      onWrite={(channel) => onWrite(customerId, channel)}
      onMerge={(otherId) => dialogs.merge(customer, otherId)}
      onSplit={(identityId) => dialogs.split(customer, identityId)}
      onShow={show}
      tagging={tagging}
      onTagging={setTagging}
      figures={
        <>
          <BuyerCards customerId={customerId} onOpen={bought} />
          <SatisfactionCard
            customerId={customerId}
            onOpen={() => history.show({ part: "surveys", channel: "", before: 0 })}
            onShow={show}
          />
          <NextStep cases={cases} onKeep={matters.keep} onOpen={(matter) => onCase(matter.id)} />
        </>
      }
      journey={
        <JourneyLine
          customerId={customerId}
          onShow={show}
          onHistory={(of, before) =>
            history.show(
              of === "purchases" || of === "campaigns"
                ? { part: of, channel: "", before }
                : { part: "", channel: of, before },
            )
          }
        />
      }
      history={<History customerId={customerId} {...history.props} onShow={show} />}
      aside={
        <>
          <CasesBlock heading="h2" cases={cases} onOpen={(matter) => onCase(matter.id)} onNew={matters.open} />
          <BoughtCard customerId={customerId} heading="h2" onAll={bought} />
        </>
      }
    />
  );
}

/** What of the history is shown, and whether words are looked for in it. */
function usePageHistory() {
  const [filter, setFilter] = useState<HistoryFilter>({ part: "", channel: "", before: 0 });
  const [finding, setFinding] = useState(false);
  return {
    finding,
    find: () => {
      setFinding(true);
      document.getElementById(historyFindId)?.focus();
    },
    stopFinding: () => setFinding(false),
    /** Shows a part of it, and goes there. */
    show: (part: HistoryFilter) => {
      setFilter(part);
      setFinding(false);
      const heading = document.getElementById(historyId);
      heading?.scrollIntoView({ block: "start" });
      heading?.focus({ preventScroll: true });
    },
    props: { filter, onFilter: setFilter, finding, onFinding: setFinding },
  };
}
