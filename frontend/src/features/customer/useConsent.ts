import type { Allowed, ConsentPlace, ConsentStatus, Purpose, Told } from "../../api/consents";
import type { Channel } from "../../api/types";
import { useAllowed, useCustomerDeed } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useToasts } from "../../ui/toasts";

/** What holds at one address over one channel: a number that is known under several names is one. */
export type Answer = {
  channel: Channel;
  address: string;
  places: ConsentPlace[];
  stopped: boolean;
  told: Told;
};

/** A no holds for the telephone, whichever name it is known by; a yes has to be there for each of them. */
const rank: Record<ConsentStatus, number> = { given: 0, none: 1, withdrawn: 2 };

/** What was said of one purpose, place by place. */
export function answersTo(purpose: Purpose, list: readonly Allowed[]): Answer[] {
  const answers: Answer[] = [];
  for (const { identityId, channel, address, stopped, asked } of list) {
    const told = asked.find((each) => each.purpose === purpose);
    if (!told) continue;
    const known = answers.find((each) => each.channel === channel && each.address === address);
    if (!known) {
      answers.push({ channel, address, places: [{ identityId, channel }], stopped, told });
      continue;
    }
    known.places.push({ identityId, channel });
    known.stopped ||= stopped;
    if (rank[told.status] > rank[known.told.status]) known.told = told;
  }
  return answers;
}

/** What may be sent to the addresses of a customer, and writing down what she says of it. */
export function useConsent(customerId: string, name: string) {
  const { t } = useWords();
  const toasts = useToasts();
  const complain = useComplain();
  const list = useAllowed(customerId).data ?? [];
  type Said = { places: ConsentPlace[]; purpose: Purpose; yes: boolean };
  const allowing = useCustomerDeed(
    (desk, { places, purpose, yes }: Said) => desk.consents.allow(places, purpose, yes),
    customerId,
  );
  const undoing = useCustomerDeed((desk, done: string[]) => desk.consents.undo(done), customerId);
  const say = (purpose: Purpose, of: readonly Answer[], yes: boolean) => {
    const changed = of.filter(({ told }) => told.status !== (yes ? "given" : "withdrawn"));
    if (changed.length === 0) return;
    const channels = [...new Set(changed.map(({ channel }) => t(`channel.${channel}`)))].join(", ");
    allowing.mutateAsync({ places: changed.flatMap(({ places }) => places), purpose, yes }).then((done) => {
      const undone = () => toasts.show({ text: t("toast.undone", { name }) });
      const run = () => void undoing.mutateAsync(done).then(undone, complain);
      const text = t(`consent.${yes ? "allowed" : "declined"}.${purpose}`, { name, channels });
      toasts.show({ text, action: { label: t("toast.undo"), run }, lasting: true });
    }, complain);
  };
  const all = () => answersTo("marketing", list);
  return {
    list,
    say,
    commands:
      list.length > 0
        ? {
            "customer.allow": { run: () => say("marketing", all(), true) },
            "customer.decline": { run: () => say("marketing", all(), false) },
          }
        : {},
  };
}
