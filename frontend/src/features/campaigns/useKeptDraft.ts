import { useCallback, useEffect, useRef, useState } from "react";
import { useKeeper } from "../../api/box";
import { problemOf } from "../../api/bridge";
import type { Campaign } from "../../api/campaigns";
import { useCampaignDeed } from "../../api/useCampaigns";
import { useComplain } from "../../complain";
import { isBlank } from "./draft";

/** How long after the last key a draft is kept. */
const after = 1_500;

const wordsOf = ({ subject, wordings }: Campaign) => [subject, ...wordings.map(({ text }) => text)].join("\n").trim();

/** A draft that is kept while it is typed. What was begun and says nothing is not kept. */
export function useKeptDraft(first: Campaign, onKept: (campaignId: string) => void) {
  const [typed, setTyped] = useState(first);
  const [kept, setKept] = useState(first);
  const latest = useRef(first);
  const last = useRef(first);
  const saving = useRef<Promise<string>>(Promise.resolve(first.id));
  const complain = useComplain();
  const { mutateAsync } = useCampaignDeed((desk, campaign: Campaign) => desk.campaigns.save(campaign));
  /** Keeps what is typed now, one after the other, and gives the id. */
  const keep = useCallback(() => {
    saving.current = saving.current.then(async (id) => {
      const now = latest.current;
      if (now === last.current || (id === "" && isBlank(now))) return id;
      const saved = await mutateAsync({ ...now, id });
      last.current = now;
      setKept(now);
      if (id === "") onKept(saved.id);
      return saved.id;
    });
    const done = saving.current;
    // The next attempt begins anew with what is known.
    saving.current = done.catch(() => last.current.id || first.id);
    return done;
  }, [first.id, mutateAsync, onKept]);
  const change = useCallback((next: Partial<Campaign>) => {
    latest.current = { ...latest.current, ...next };
    setTyped(latest.current);
  }, []);
  useEffect(() => {
    if (typed === kept) return undefined;
    const timer = setTimeout(() => keep().catch(complain), after);
    return () => clearTimeout(timer);
  }, [typed, kept, keep, complain]);
  useEffect(() => () => void keep().catch(() => undefined), [keep]);
  useKeeper(() =>
    keep().then(
      () => [],
      (thrown) => [{ text: wordsOf(latest.current), problem: problemOf(thrown) }],
    ),
  );
  /** Nothing that was typed is to be kept any more. */
  const drop = useCallback(() => {
    last.current = latest.current;
    setKept(latest.current);
  }, []);
  return { campaign: typed, change, keep, drop, isKept: typed === kept };
}
