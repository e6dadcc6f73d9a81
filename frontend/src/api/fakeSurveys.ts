import type { Person } from "./fakeShop";
import { messages } from "./fakeShop";
import { type Scale, type SurveysDesk, type SurveyTouch, scales, type TouchPoint } from "./surveys";
import type { Change } from "./types";

type Shop = { people: Person[]; tell: (change: Change) => void };

const points: TouchPoint[] = ["case_closed", "purchase", "delivery"];
const bounds: Record<Scale, [number, number]> = { csat: [1, 5], nps: [0, 10], ces: [1, 7] };

/** Surveys in memory: what is answered stands at the messages themselves. */
export function fakeSurveys({ people, tell }: Shop): SurveysDesk {
  const touches: SurveyTouch[] = points.map((point) => ({ point, scale: "", delayHours: 1, wordings: [] }));
  const undone = new Map<string, () => void>();
  const marked = () =>
    people.flatMap((person) =>
      messages(person.items).flatMap((item) => (item.survey ? [{ person, item, survey: item.survey }] : [])),
    );
  const remember = (undo: () => void) => {
    const done = `survey-${undone.size}`;
    undone.set(done, undo);
    return done;
  };
  const change = async (id: string, by: { answered: boolean; score: number }) => {
    const found = marked().filter(({ survey }) => survey.id === id);
    const before = found.map(({ survey }) => ({ ...survey }));
    const told = () => found.forEach(({ person }) => tell({ kind: "survey_changed", customerId: person.id }));
    for (const { survey } of found) Object.assign(survey, by, { byHand: by.answered });
    told();
    return remember(() => {
      found.forEach(({ survey }, at) => Object.assign(survey, before[at]));
      told();
    });
  };
  const answered = () => marked().filter(({ survey }) => survey.answered && !survey.asks);
  const replies = (scale: Scale | "" = "", score = -1) =>
    answered()
      .filter(({ survey }) => (scale === "" || survey.scale === scale) && (score < 0 || survey.score === score))
      .map(({ person, item, survey }) => ({
        id: survey.id,
        customerId: person.id,
        name: person.name,
        messageId: item.id,
        at: item.at,
        channel: item.channel,
        point: survey.point,
        scale: survey.scale,
        score: survey.score,
        best: survey.best,
        low: survey.low,
        text: item.text,
      }));
  return {
    touches: async () => structuredClone(touches),
    save: async (touch) => {
      const at = touches.findIndex((each) => each.point === touch.point);
      const before = touches[at] as SurveyTouch;
      touches[at] = structuredClone(touch);
      tell({ kind: "survey_changed" });
      return remember(() => {
        touches[at] = before;
        tell({ kind: "survey_changed" });
      });
    },
    preview: async (touch, language, example) =>
      touch.wordings.find((each) => each.language === language)?.text.replaceAll("{nome}", example) ??
      `${touch.scale} ${language}`,
    report: async () => ({
      enough: 30,
      skipped: [],
      results: scales.flatMap((scale) => {
        const list = replies(scale);
        if (list.length === 0) return [];
        const [worst, best] = bounds[scale];
        const counts = Array.from(
          { length: best - worst + 1 },
          (_, at) => list.filter(({ score }) => score === worst + at).length,
        );
        const mean = list.reduce((sum, { score }) => sum + score, 0) / list.length;
        const figures = { asked: list.length, answered: list.length, index: 100, mean, counts, compares: false };
        return [
          { scale, worst, best, figures, points: [], channels: [{ of: "whatsapp" as const, figures }], classes: [] },
        ];
      }),
    }),
    answers: async ({ scale, score }) => ({ list: replies(scale, score), next: "" }),
    of: async (customerId) => {
      const last = replies().filter((reply) => reply.customerId === customerId);
      return { mean: 5, answered: last.length, last };
    },
    score: (id, score) => change(id, { answered: true, score }),
    clear: (id) => change(id, { answered: false, score: 0 }),
    complain: async () => ({ caseId: "case", done: "done" }),
    undo: async (done) => undone.get(done)?.(),
  };
}
