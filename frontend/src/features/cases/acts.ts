import type { Act } from "../../api/cases";
import type { Translate } from "../../i18n/translate";

/** What was done, in words. */
export function whatWasDone(act: Act, t: Translate): string {
  const number = act.protocol;
  switch (act.kind) {
    case "case.opened":
      return t("act.opened", { number });
    case "case.reopened":
      return t("act.reopened", { number });
    case "case.joined":
      return t(act.direction === "out" ? "act.answered" : "act.joined", { number });
    case "message.attributed":
      return t("act.attributed");
    case "consent.given":
      return t("act.allowed");
    case "consent.withdrawn":
      return t(act.rule === "provider" ? "act.stopped" : "act.declined", { channel: t(`channel.${act.channel}`) });
  }
}

/** Why it was done, in words. */
export function whyItWasDone(act: Act, t: Translate): string {
  switch (act.kind) {
    case "case.opened":
      return t("why.opened");
    case "case.reopened":
      return t("why.reopened");
    case "case.joined":
      return t(act.direction === "out" ? "why.answered" : `why.${act.rule}`);
    case "message.attributed":
      return t("why.behalf", { rule: t(`behalf.${act.rule}`) });
    case "consent.given":
      return t("why.allowed");
    case "consent.withdrawn":
      return t(act.rule === "provider" ? "why.stopped" : "why.declined");
  }
}
