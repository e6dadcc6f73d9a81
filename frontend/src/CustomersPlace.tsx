import { Activity, useEffect, useState } from "react";
import { useCard } from "./api/react";
import type { Channel } from "./api/types";
import { useCasesOf } from "./api/useCases";
import { useProfile } from "./api/usePeople";
import styles from "./Counter.module.css";
import { useCustomerDialogs } from "./CustomerDialogs";
import { Timeline } from "./features/conversation/Timeline";
import { CustomerPage } from "./features/customer/CustomerPage";
import { useConsent } from "./features/customer/useConsent";
import { firstRow } from "./features/customers/CustomerList";
import { Directory } from "./features/customers/Directory";
import { BoughtCard } from "./features/purchases/BoughtCard";
import { useWords } from "./i18n/react";
import { useCommands } from "./lib/commands";
import { CaseLinks } from "./ui/caseLinks";
import { ToastPlace } from "./ui/toasts";

type Props = {
  /** Whose page is open; null: the list. */
  page: string | null;
  onPage: (customerId: string | null) => void;
  /** Null: on the channel that is proposed. */
  onWrite: (customerId: string, channel: Channel | null) => void;
  /** Leaves the page for where it was opened from; false: that is the list. */
  onReturn: () => boolean;
  onCase: (caseId: string) => void;
  onCreate: (typed: string) => void;
  onLeave: () => void;
};

/** The customers: the list of all, and the page of one. */
export function CustomersPlace({ page, onPage, onWrite, onReturn, onCase, onCreate, onLeave }: Props) {
  const { t } = useWords();
  const dialogs = useCustomerDialogs();
  const back = () => {
    if (onReturn()) return;
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
        <Page key={page} customerId={page} onPage={onPage} onWrite={onWrite} onCase={onCase} onBack={back} />
      )}
      <div className={styles.toastAside}>
        <ToastPlace dismissLabel={t("toast.dismiss")} />
      </div>
    </div>
  );
}

type PageProps = Pick<Props, "onPage" | "onWrite" | "onCase"> & { customerId: string; onBack: () => void };

function Page({ customerId, onPage, onWrite, onCase, onBack }: PageProps) {
  const dialogs = useCustomerDialogs();
  const [tagging, setTagging] = useState(false);
  // It stands over the page, and would stay when a notification shows another place.
  useEffect(() => () => setTagging(false), []);
  const profile = useProfile(customerId).data;
  const cases = useCasesOf(customerId).data?.cases;
  const name = useCard(customerId).data?.name ?? profile?.name ?? "";
  const customer = { customerId, name };
  const consent = useConsent(customerId, name);
  const likely = profile?.alike[0]?.b.customerId ?? null;
  useCommands({
    back: { run: onBack },
    ...(profile && {
      "customer.tags": { run: () => setTagging(true) },
      "customer.merge": { run: () => dialogs.merge(customer, likely) },
      "customer.split": { run: () => dialogs.split(customer, null) },
      "conversation.reply": { run: () => onWrite(customerId, null) },
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
      tagging={tagging}
      onTagging={setTagging}
      bought={<BoughtCard customerId={customerId} heading="h2" />}
      timeline={
        <CaseLinks cases={cases} onCase={onCase}>
          <Timeline customerId={customerId} name={name} />
        </CaseLinks>
      }
    />
  );
}
