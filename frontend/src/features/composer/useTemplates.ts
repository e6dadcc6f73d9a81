import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../../api/changes";
import type { Template } from "../../api/phrases";
import { useDesk } from "../../api/react";
import type { ReplyChannel } from "../../api/types";
import type { Sending } from "./useSend";

const keptFor = 30_000;

type Filling = { sid: string; vars: Record<string, string> };
const nothing: Filling = { sid: "", vars: {} };

/** The templates that WhatsApp has approved, and the one that is being filled. wanted: only they can be sent now. */
export function useTemplates(wanted: boolean, sending: Sending) {
  const desk = useDesk();
  const [filling, setFilling] = useState(nothing);
  const known = useQuery({
    queryKey: [...keys.phrases, "templates"],
    queryFn: () => desk.phrases.templates(),
    enabled: wanted,
  });
  const approved = wanted ? (known.data ?? []).filter((each) => each.status === "approved") : [];
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
    if (await sending.sendTemplate(channel, filling, () => setFilling(filling))) setFilling(nothing);
  };
  return {
    approved,
    chosen,
    filling,
    words: chosen && preview.data?.text,
    error: known.error ?? preview.error,
    ready,
    choose: (template: Template) => setFilling({ sid: template.sid, vars: {} }),
    fill: (name: string, value: string) => setFilling({ ...filling, vars: { ...filling.vars, [name]: value } }),
    send,
  };
}

export type Templates = ReturnType<typeof useTemplates>;
