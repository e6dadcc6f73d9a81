import type { Allowed } from "../../api/consents";
import { useAllowed, useCustomerDeed } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useToasts } from "../../ui/toasts";

/** Whether campaigns may go to the addresses of a customer, and writing down what she says of it. */
export function useConsent(customerId: string, name: string) {
  const { t } = useWords();
  const toasts = useToasts();
  const complain = useComplain();
  const list = useAllowed(customerId).data ?? [];
  const allowing = useCustomerDeed(
    (desk, { ids, yes }: { ids: string[]; yes: boolean }) => desk.consents.allow(ids, yes),
    customerId,
  );
  const undoing = useCustomerDeed((desk, done: string[]) => desk.consents.undo(done), customerId);
  const say = (of: readonly Allowed[], yes: boolean) => {
    const changed = of.filter(({ status }) => status !== (yes ? "given" : "withdrawn"));
    if (changed.length === 0) return;
    const channels = [...new Set(changed.map(({ channel }) => t(`channel.${channel}`)))].join(", ");
    allowing.mutateAsync({ ids: changed.map(({ identityId }) => identityId), yes }).then((done) => {
      const undone = () => toasts.show({ text: t("toast.undone", { name }) });
      const run = () => void undoing.mutateAsync(done).then(undone, complain);
      const text = t(yes ? "consent.allowed" : "consent.declined", { name, channels });
      toasts.show({ text, action: { label: t("toast.undo"), run }, lasting: true });
    }, complain);
  };
  return {
    list,
    say,
    commands:
      list.length > 0
        ? { "customer.allow": { run: () => say(list, true) }, "customer.decline": { run: () => say(list, false) } }
        : {},
  };
}
