import { useCampaignDeed } from "../../api/useCampaigns";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useToasts } from "../../ui/toasts";

/** Tells what was done with a campaign, and offers to take it back. */
export function useUndo(): (text: string, campaignId: string, done: string) => void {
  const { t } = useWords();
  const toasts = useToasts();
  const complain = useComplain();
  const undoing = useCampaignDeed((desk, { id, done }: { id: string; done: string }) => desk.campaigns.undo(id, done));
  return (text, id, done) => {
    const run = () =>
      void undoing.mutateAsync({ id, done }).then(() => toasts.show({ text: t("campaigns.undone") }), complain);
    toasts.show({ text, action: { label: t("toast.undo"), run }, lasting: true });
  };
}
