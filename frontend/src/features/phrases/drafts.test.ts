import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Phrase } from "../../api/phrases";
import { PhraseDrafts } from "./drafts";
import { blank, blankWording } from "./rules";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const greeting = (text: string, id = ""): Phrase => ({
  ...blank("reply", "pt-BR"),
  id,
  word: "ola",
  title: "Olá",
  wordings: [{ ...blankWording("pt-BR"), text }],
});

/** A shop that answers when it is told to. */
function slowShop() {
  const saved: Phrase[] = [];
  const answers: ((id: string) => void)[] = [];
  const drafts = new PhraseDrafts((phrase) => {
    saved.push(phrase);
    return new Promise((answer) => answers.push(answer));
  });
  return { drafts, saved, texts: () => saved.map((phrase) => phrase.wordings[0]?.text), answers };
}

test("what is typed is kept once, after the pause", async () => {
  const save = vi.fn<(phrase: Phrase) => Promise<string>>(async () => "p1");
  const drafts = new PhraseDrafts(save);
  drafts.change("p1", greeting("O", "p1"));
  vi.advanceTimersByTime(900);
  drafts.change("p1", greeting("Olá", "p1"));
  await vi.advanceTimersByTimeAsync(900);
  expect(save).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(100);
  expect(save.mock.calls.map(([phrase]) => phrase.wordings[0]?.text)).toEqual(["Olá"]);
  await drafts.flush("p1");
  expect(save).toHaveBeenCalledTimes(1);
});

test("a new one that is typed on while it is kept is made once, then changed", async () => {
  const { drafts, saved, texts, answers } = slowShop();
  drafts.change("new:1", greeting("Olá"));
  void drafts.flush("new:1");
  drafts.change("new:1", greeting("Olá!"));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(texts()).toEqual(["Olá"]);
  answers[0]?.("p7");
  await vi.advanceTimersByTimeAsync(0);
  expect(texts()).toEqual(["Olá", "Olá!"]);
  expect(saved.map((phrase) => phrase.id)).toEqual(["", "p7"]);
  answers[1]?.("p7");
  await vi.advanceTimersByTimeAsync(0);
  expect(drafts.all().get("new:1")?.phrase.id).toBe("p7");
  // The field may still hold what was drawn before it had its id.
  drafts.change("new:1", greeting("Olá!!"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(saved.at(-1)?.id).toBe("p7");
});

test("what cannot be kept yet stays when the owner goes elsewhere, what is kept or empty does not", async () => {
  const drafts = new PhraseDrafts(async () => "p1");
  drafts.change("open", greeting("Olá {nome"));
  drafts.change("kept", greeting("Olá", "p1"));
  drafts.change("empty", blank("reply", "pt-BR"));
  for (const key of ["open", "kept", "empty"]) await drafts.leave(key);
  expect([...drafts.all().keys()]).toEqual(["open"]);
});

test("what was refused is told, and tried again only when it was changed", async () => {
  const save = vi.fn(async (phrase: Phrase) => {
    if (phrase.word === "ola") throw new Error(JSON.stringify({ code: "phrase.word", params: { word: "ola" } }));
    return "p1";
  });
  const drafts = new PhraseDrafts(save);
  drafts.change("new:1", greeting("Olá"));
  await drafts.leave("new:1");
  await drafts.flush("new:1");
  expect(save).toHaveBeenCalledTimes(1);
  expect(drafts.all().get("new:1")?.problem?.code).toBe("phrase.word");
  drafts.change("new:1", { ...greeting("Olá"), word: "oi" });
  expect(drafts.all().get("new:1")?.problem).toBeUndefined();
  await drafts.leave("new:1");
  expect(drafts.all().size).toBe(0);
});

test("what is dropped is not kept any more", async () => {
  const save = vi.fn<(phrase: Phrase) => Promise<string>>(async () => "p1");
  const drafts = new PhraseDrafts(save);
  drafts.change("p1", greeting("Olá", "p1"));
  drafts.drop("p1");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(save).not.toHaveBeenCalled();
  expect(drafts.all().size).toBe(0);
});

test("what cannot be kept is told in its words, and what is being kept is waited for", async () => {
  const { drafts, answers } = slowShop();
  drafts.change("p1", greeting("Olá", "p1"));
  drafts.change("open", greeting("Olá {nome"));
  drafts.change("empty", blank("reply", "pt-BR"));
  void drafts.flush("p1");
  const unkept = drafts.keep();
  answers[0]?.("p1");
  expect(await unkept).toEqual([{ text: "Olá\nOlá {nome", problem: null }]);
});
