import { expect, test } from "vitest";
import { emptyDraft } from "./drafts";
import { fakeDesk } from "./fake";

test("a ready reply is filled for a customer, and what is not known is named", async () => {
  const { phrases } = fakeDesk();
  const [found] = await phrases.find("/enc");
  const ask = {
    phraseId: found?.id ?? "",
    text: "",
    customerId: "ana",
    caseId: "",
    channel: "",
    language: "pt-BR",
  } as const;
  const open = await phrases.fill({ ...ask, given: {} });
  expect(open.missing).toEqual(["resumo"]);
  expect(open.text).toContain("{resumo}");
  const filled = await phrases.fill({ ...ask, given: { resumo: "capa trocada" } });
  expect(filled.missing).toEqual([]);
  expect(filled.text).not.toMatch(/[{}]/);
});

test("saving tells the page, a word is one reply's, and undo brings back what was", async () => {
  const desk = fakeDesk();
  const told: string[] = [];
  desk.onChange((changes) => told.push(...changes.map((change) => change.kind)));
  const { replies } = await desk.phrases.list();
  const [first, second] = replies;
  if (!first || !second) throw new Error("the fake has two replies");
  await expect(desk.phrases.save({ ...second, word: first.word })).rejects.toThrow("phrase.word");
  const { done } = await desk.phrases.save({ ...first, title: "Outro" });
  expect((await desk.phrases.find(first.word))[0]?.title).toBe("Outro");
  await desk.phrases.undo(first.id, done);
  expect((await desk.phrases.find(first.word))[0]?.title).toBe(first.title);
  expect(told).toEqual(["phrase_changed", "phrase_changed"]);
});

test("a template stands in the timeline with its words, and what was typed stays in the box", async () => {
  const desk = fakeDesk();
  const [template] = (await desk.phrases.templates()).filter((t) => t.status === "approved");
  const choice = { sid: template?.sid ?? "", vars: { "1": "Ana", "2": " " } };
  expect((await desk.phrases.previewTemplate(choice)).missing).toEqual(["2"]);
  await desk.composer.save("ana", [{ slot: "whatsapp", ...emptyDraft, text: "meia frase" }]);
  const vars = { "1": "Ana", "2": "412" };
  const reply = {
    customerId: "ana",
    channel: "whatsapp",
    subject: "",
    id: "",
    cc: "",
    text: "",
    files: [],
    holdMs: 0,
    at: 0,
  } as const;
  await desk.conversation.reply({ ...reply, files: [], number: "", template: { ...choice, vars } });
  const [newest] = (await desk.conversation.timeline("ana", "", 1)).items;
  expect(newest?.text).toBe((await desk.phrases.previewTemplate({ ...choice, vars })).text);
  expect((await desk.composer.drafts("ana"))[0]?.text).toBe("meia frase");
});
