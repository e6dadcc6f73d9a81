import type { Filter } from "../../api/audiences";
import { caseClasses } from "../../api/cases";
import type { Segment } from "../../api/purchases";
import type { Channel } from "../../api/types";
import type { Translate } from "../../i18n/translate";

/** A few words to choose from; of those that exclude each other one at most is chosen. */
export type Choice = {
  id: string;
  title: string;
  many: boolean;
  options: { id: string; text: string; aside?: string }[];
  chosen: string[];
  /** What is chosen, as the button says it. */
  said: string[];
  choose: (chosen: string[]) => Filter;
};

/** A button of the bar, and what opens under it. */
export type Subject = {
  id: "segments" | "tags" | "contact" | "channels" | "classes" | "birthday" | "bought";
  choices: Choice[];
};

const segments = ["star", "loyal", "recent", "at_risk", "away"] as const satisfies Segment[];
const channels = ["whatsapp", "email", "sms"] as const satisfies Channel[];
const month = "month";

type Days = "contactWithin" | "noContactFor" | "classesWithin" | "birthdayWithin" | "boughtWithin" | "notBoughtFor";
type Known = { tag: string; aside: string }[];

/** All that a list can be narrowed by. */
export function subjectsOf(filter: Filter, known: Known, t: Translate): Subject[] {
  const several = <T extends string>(
    id: "segments" | "reached" | "wrote" | "classes",
    ids: readonly T[],
    text: (id: T) => string,
    say = (said: string) => said,
  ): Choice => {
    const options = ids.map((each) => ({ id: each, text: text(each) }));
    const chosen: readonly string[] = filter[id];
    return {
      id,
      title: t(`audience.${id}`),
      many: true,
      options,
      chosen: [...chosen],
      said: options.filter((option) => chosen.includes(option.id)).map((option) => say(option.text)),
      choose: (next) => ({ ...filter, [id]: ids.filter((each) => next.includes(each)) }),
    };
  };
  const tags = (id: "tags" | "withoutTags", say = (tag: string) => tag): Choice => {
    // One that nobody has any more is still asked for.
    const gone = filter[id].filter((tag) => !known.some((each) => each.tag === tag)).map((tag) => ({ tag, aside: "" }));
    const options = [...known, ...gone].map(({ tag, aside }) => ({ id: tag, text: tag, aside }));
    return {
      id,
      title: t(`audience.${id}`),
      many: true,
      options,
      chosen: filter[id],
      said: filter[id].map(say),
      choose: (next) => ({ ...filter, [id]: options.map((option) => option.id).filter((tag) => next.includes(tag)) }),
    };
  };
  const days = (id: Days, usual: readonly number[]): Choice => {
    const now = filter[id];
    // What another way of asking chose is among them.
    const all = now === 0 || usual.includes(now) ? usual : [...usual, now].toSorted((a, b) => a - b);
    return {
      id,
      title: t(`audience.${id}`),
      many: false,
      options: all.map((n) => ({
        id: `${n}`,
        text: id === "birthdayWithin" ? birthday(n, "") : t("audience.days", { n }),
      })),
      chosen: now === 0 ? [] : [`${now}`],
      said: now === 0 ? [] : [id === "birthdayWithin" ? birthday(now, ".said") : t(`audience.${id}.said`, { n: now })],
      choose: ([next]) => ({ ...filter, [id]: Number(next ?? 0) }),
    };
  };
  const birthday = (n: number, form: "" | ".said") =>
    n === 1 ? t(`audience.birthday.today${form}`) : t(`audience.birthday.days${form}`, { n });
  const birthdays = (): Choice => {
    const soon = days("birthdayWithin", [1, 7, 30]);
    return {
      ...soon,
      options: [...soon.options, { id: month, text: t("audience.birthday.month") }],
      chosen: filter.birthdayMonth ? [month] : soon.chosen,
      said: filter.birthdayMonth ? [t("audience.birthday.month.said")] : soon.said,
      choose: ([next]) => ({
        ...filter,
        birthdayMonth: next === month,
        birthdayWithin: next === undefined || next === month ? 0 : Number(next),
      }),
    };
  };
  return [
    { id: "segments", choices: [several("segments", segments, (each) => t(`segment.${each}`))] },
    { id: "tags", choices: [tags("tags"), tags("withoutTags", (tag) => t("audience.withoutTags.said", { tag }))] },
    { id: "contact", choices: [days("contactWithin", [7, 30, 90]), days("noContactFor", [30, 60, 90, 180, 365])] },
    {
      id: "channels",
      choices: [
        several("reached", channels, (each) => t(`channel.${each}`)),
        several(
          "wrote",
          channels,
          (each) => t(`channel.${each}`),
          (channel) => t("audience.wrote.said", { channel }),
        ),
      ],
    },
    {
      id: "classes",
      choices: [several("classes", caseClasses, (each) => t(`class.${each}`)), days("classesWithin", [30, 90, 365])],
    },
    { id: "birthday", choices: [birthdays()] },
    { id: "bought", choices: [days("boughtWithin", [30, 90, 365]), days("notBoughtFor", [30, 60, 90, 180, 365])] },
  ];
}
