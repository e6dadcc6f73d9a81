import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFilling } from "../../api/box";
import { keys } from "../../api/changes";
import type { Template } from "../../api/phrases";
import { useDesk } from "../../api/react";
import type { ReplyChannel } from "../../api/types";
import { useListedTemplates } from "../../api/usePhrases";
import type { Sending } from "./useSend";

const keptFor = 30_000;

/** The templates that WhatsApp has approved, and the one that is being filled. wanted: only they can be sent now. */
export function useTemplates(customerId: string, wanted: boolean, sending: Sending) {
  const desk = useDesk();
  const { filling, fill, sent } = useFilling(customerId);
  const known = useListedTemplates(wanted);
  const approved = wanted ? (known.data?.list ?? []).filter((each) => each.status === "approved") : [];
  const chosen = approved.find((each) => each.sid === filling.sid);
  const preview = useQuery({
    queryKey: [...keys.phrases, "preview", filling],
    queryFn: () => desk.phrases.previewTemplate(filling),
    enabled: chosen !== undefined,
    placeholderData: keepPreviousData,
    gcTime: keptFor,
  });
  const settled = preview.isSuccess && !preview.isPlaceholderData;
  /** Every gap is filled, and the words that will leave have been shown. */
  const ready = chosen !== undefined && settled && preview.data.missing.length === 0;
  const send = async (channel: ReplyChannel) => {
    if (!ready || sending.busy) return;
    if (await sending.sendTemplate(channel, filling, () => fill(filling))) sent(filling);
  };
  return {
    approved,
    chosen,
    filling,
    words: chosen && preview.data?.text,
    error: known.error ?? preview.error,
    ready,
    choose: (template: Template) => fill({ sid: template.sid, vars: {} }),
    fill: (name: string, value: string) => fill({ ...filling, vars: { ...filling.vars, [name]: value } }),
    send,
  };
}

export type Templates = ReturnType<typeof useTemplates>;
