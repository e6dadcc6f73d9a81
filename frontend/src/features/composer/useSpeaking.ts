import { useQuery, useQueryClient } from "@tanstack/react-query";
import { keys } from "../../api/changes";
import type { Spoken } from "../../api/people";
import type { WordingLanguage } from "../../api/phrases";
import { useDesk } from "../../api/react";
import { spokenQuery } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { locales } from "../../i18n/catalogue";
import { useWords } from "../../i18n/react";
import { useToasts } from "../../ui/toasts";

/** The language that a customer is written to in, and what changes it; the window's where nothing tells it. */
export function useSpeaking(customerId: string, needed: boolean) {
  const { t, locale } = useWords();
  const desk = useDesk();
  const client = useQueryClient();
  const toasts = useToasts();
  const query = spokenQuery(desk, customerId);
  const spoken = useQuery({ ...query, enabled: needed }).data;
  /** Reads it where it is not known yet. */
  const ask = async (): Promise<WordingLanguage> => (await client.fetchQuery(query)).language || locale;
  const keep = async (language: Spoken["language"]) => {
    await desk.customer.speak(customerId, language);
    await client.invalidateQueries({ queryKey: keys.spoken(customerId) });
  };
  const complain = useComplain();
  const speak = async (language: WordingLanguage) => {
    const before = await client.fetchQuery(query);
    if (before.chosen && before.language === language) return;
    await keep(language);
    const run = () => void keep(before.chosen ? before.language : "").catch(complain);
    toasts.show({
      text: t("ready.speaks", {
        language: new Intl.DisplayNames(locale, { type: "language" }).of(language) ?? language,
      }),
      action: { label: t("toast.undo"), run },
      lasting: true,
    });
  };
  const next = async () => speak(locales[(locales.indexOf(await ask()) + 1) % locales.length] ?? locale);
  return {
    language: spoken?.language || locale,
    /** Where the language is from. */
    from: spoken?.chosen ? "owner" : spoken?.language ? "customer" : "window",
    ask,
    speak: (language: WordingLanguage) => void speak(language).catch(complain),
    next: () => void next().catch(complain),
  } as const;
}

export type Speaking = ReturnType<typeof useSpeaking>;
