import type { Case, CasesDesk } from "./api/cases";
import { type TakeBack, undoCase } from "./api/closing";
import { useCaseDeed } from "./api/useCases";
import { useComplain } from "./complain";
import { useWords } from "./i18n/react";
import { useToasts } from "./ui/toasts";

/** What is done about a customer's cases from her page, each with its undo. */
export function useNextStep({ customerId, name }: { customerId: string; name: string }) {
  const { t } = useWords();
  const toasts = useToasts();
  const complain = useComplain();
  const deciding = useCaseDeed((desk, deed: (cases: CasesDesk) => Promise<TakeBack>) => deed(desk.cases), customerId);
  const undoing = useCaseDeed((_, takeBack: TakeBack) => takeBack(), customerId);
  const decide = (text: string, deed: (cases: CasesDesk) => Promise<TakeBack>) => {
    deciding.mutateAsync(deed).then((takeBack) => {
      const undone = () => toasts.show({ text: t("toast.undone", { name }) });
      const run = () => void undoing.mutateAsync(takeBack).then(undone, complain);
      toasts.show({ text, action: { label: t("toast.undo"), run }, lasting: true });
    }, complain);
  };
  return {
    keep: (matter: Case) => decide(t("matter.kept"), (cases) => cases.keep(matter.id).then(undoCase(cases, matter.id))),
    open: () =>
      decide(t("matter.openedNow"), async (cases) => {
        const { caseId, done } = await cases.open(customerId);
        return undoCase(cases, caseId)(done);
      }),
  };
}
