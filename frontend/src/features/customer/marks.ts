import type { Point } from "../../api/people";
import type { Desk } from "../../api/types";
import { useCustomerDeed } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useToasts } from "../../ui/toasts";

/** What can be said of one contact, each with its undo: that it is used first, and that it is not to be used. */
export function useMarks(point: Point, customerId: string) {
  const { t } = useWords();
  const complain = useComplain();
  const toasts = useToasts();
  const marking = useCustomerDeed((desk, deed: (on: Desk) => Promise<string>) => deed(desk), customerId);
  const undoing = useCustomerDeed((desk, done: string) => desk.conversation.undo(customerId, done), customerId);
  const mark = (deed: (desk: Desk) => Promise<string>, text: string) => {
    marking.mutateAsync(deed).then((done) => {
      if (done === "") return; // it was so
      const run = () => undoing.mutate(done, { onError: complain });
      toasts.show({ text, action: { label: t("toast.undo"), run }, lasting: true });
    }, complain);
  };
  const { id, address, preferred, barred } = point;
  return {
    prefer: () =>
      mark(
        (desk) => desk.customer.prefer(id, !preferred),
        t(preferred ? "contact.prefer.undone" : "contact.prefer.done", { address }),
      ),
    bar: () =>
      mark(
        (desk) => desk.customer.bar(id, !barred),
        t(barred ? "contact.bar.undone" : "contact.bar.done", { address }),
      ),
  };
}
