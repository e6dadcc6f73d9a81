import type { Case } from "./api/cases";
import { useWords } from "./i18n/react";
import type { Translate } from "./i18n/translate";
import { spokenMoment, spokenPast } from "./lib/spokenMoment";
import { moment, pastPresets, snoozePresets, tomorrowMorning } from "./lib/time";
import type { MomentsWords } from "./ui/Moments";

/** What the choice of a moment to come says, whatever it is asked for. */
export function useMomentsWords(): MomentsWords {
  const { t, locale } = useWords();
  return {
    locale,
    usual: (now) => snoozePresets(now).map(({ preset, until }) => ({ name: t(`snooze.${preset}`), at: until })),
    begin: tomorrowMorning,
    fits: (at, now) => at > now,
    unfit: t("later.past"),
    read: spokenMoment,
    spoken: t("later.spoken"),
    spokenExample: t("later.spokenExample"),
    notUnderstood: t("later.notUnderstood"),
    other: t("later.other"),
  };
}

/** The same for a moment that has been; from: the one that is changed. */
export function usePastMomentsWords(from: number): MomentsWords {
  const { t, locale } = useWords();
  return {
    locale,
    usual: (now) => pastPresets(now, locale),
    begin: (now) => from || now,
    fits: (at, now) => at <= now,
    unfit: t("past.future"),
    read: spokenPast,
    spoken: t("later.spoken"),
    spokenExample: t("past.spokenExample"),
    notUnderstood: t("past.notUnderstood"),
    other: t("later.other"),
  };
}

/** By when something was promised, and whether that is over. */
export function promiseWords({ promisedAt, state }: Case, now: number, locale: string, t: Translate): string {
  const time = moment(now, promisedAt, locale);
  if (state === "closed") return t("matter.broken", { time });
  return t(promisedAt <= now ? "matter.late" : "matter.promised", { time });
}
