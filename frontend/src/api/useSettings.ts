import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { keys } from "./changes";
import { useDesk } from "./react";
import { type Preferences, type Subject, usualPreferences } from "./settings";

/** What the owner chose. DeskProvider knows it before the first paint. */
export function usePreferences(): Preferences {
  const desk = useDesk();
  const query = useQuery({ queryKey: keys.preferences, queryFn: () => desk.preferences.all(), enabled: false });
  return query.data ?? usualPreferences;
}

/** Puts what the owner chose where usePreferences finds it, and reads again what the shop was too slow to tell. */
export function useReadPreferences(): () => Promise<void> {
  const desk = useDesk();
  const client = useQueryClient();
  return useCallback(async () => {
    const kept = await desk.preferences.all();
    client.setQueryData(keys.preferences, kept);
  }, [client, desk]);
}

/** Shows a choice at once and keeps it; what cannot be kept is taken back, and the promise rejects. */
export function useSavePreference(): <S extends Subject>(subject: S, value: Preferences[S]) => Promise<void> {
  const desk = useDesk();
  const client = useQueryClient();
  return useCallback(
    async (subject, value) => {
      const known = () => client.getQueryData<Preferences>(keys.preferences) ?? usualPreferences;
      const before = known()[subject];
      client.setQueryData(keys.preferences, { ...known(), [subject]: value });
      try {
        await desk.preferences.save(subject, value);
      } catch (thrown) {
        client.setQueryData(keys.preferences, { ...known(), [subject]: before });
        throw thrown;
      }
      // The hours decide who is overdue.
      if (subject === "hours") await client.invalidateQueries({ queryKey: keys.inbox });
    },
    [client, desk],
  );
}

/** A first reading is under way: its progress is worth asking for. */
const whileReading = 1_000;

/** The shop's accounts. Their key begins with that of the health, so that they are read again with it. */
export function useAccounts() {
  const desk = useDesk();
  return useQuery({
    queryKey: [...keys.health, "accounts"],
    queryFn: () => desk.accounts.list(),
    refetchInterval: (query) =>
      query.state.data?.some((card) => card.lastOk === 0 && !card.problem) ? whileReading : false,
  });
}

/** Where the mail of an address lies, as soon as there is one. */
export function useMailPlan(address: string) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["mailPlan", address],
    queryFn: () => desk.accounts.findMail(address),
    enabled: address !== "",
  });
}

/** What removing an account would mean, now. */
export function useRemoval(accountId: string) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["removal", accountId],
    queryFn: () => desk.accounts.removal(accountId),
    staleTime: 0,
    gcTime: 0,
  });
}

export function useSecretsPlace() {
  const desk = useDesk();
  return useQuery({ queryKey: ["secrets"], queryFn: () => desk.accounts.secretsPlace(), staleTime: 0 });
}

export function useAbout() {
  const desk = useDesk();
  return useQuery({ queryKey: ["about"], queryFn: () => desk.about.facts() });
}
