import type { CaseStep } from "../../api/cases";
import type { Translate } from "../../i18n/translate";
import { clock, lasting, moment } from "../../lib/time";

/** One line of the story of a case, in words. */
export function stepWords(step: CaseStep, now: number, locale: string, t: Translate): string {
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...yearOf(now, step.at) }).format(
    step.at,
  );
  const time = `${day}, ${clock(step.at, locale)}`;
  switch (step.kind) {
    case "opened":
      return step.channel === "" ? t("story.openedAlone", { time }) : t("story.opened", { via: via(step, t), time });
    case "first_reply":
      return t("story.firstReply", { time: lasting(step.afterMs, locale) });
    case "moved":
      return t("story.moved", { via: via(step, t) });
    case "promised": {
      const until = moment(now, step.until, locale);
      const { words } = step;
      return words === "" ? t("story.promisedAlone", { time: until }) : t("story.promised", { time: until, words });
    }
    case "closed":
      return t("story.closed", { time: lasting(step.afterMs, locale) });
    case "kept":
    case "reopened":
      return t(`story.${step.kind}`, { time });
    default:
      return t("story.merged");
  }
}

function via({ channel }: CaseStep, t: Translate): string {
  return t(`via.${channel || "other"}`);
}

/** The year is said where it is not this one. */
function yearOf(now: number, ms: number): { year?: "numeric" } {
  return new Date(ms).getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" };
}

/** How many lines tell a story at a glance, and how many of them are its beginning. */
const atAGlance = 5;
const beginning = 2;

/** The lines of a story that are shown first: how it began, and what happened last. */
export function glance(steps: CaseStep[]): CaseStep[] {
  if (steps.length <= atAGlance) return steps;
  return [...steps.slice(0, beginning), ...steps.slice(beginning - atAGlance)];
}

/** When a case was open: since 21 Jul; 21 – 23 Jul. */
export function span(openedAt: number, closedAt: number, locale: string, t: Translate): string {
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...yearOf(Date.now(), openedAt) });
  return closedAt > 0 ? format.formatRange(openedAt, closedAt) : t("case.since", { date: format.format(openedAt) });
}
