import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DeskError } from "./bridge";
import type { ComposerDesk, KeptDraft } from "./composer";
import { Drafts, draftIn, emptyDraft, foreignOf } from "./drafts";

let kept: KeptDraft[];
let save: ReturnType<typeof vi.fn<ComposerDesk["save"]>>;
let drafts: Drafts;

const draft = (slot: KeptDraft["slot"], text: string, more: Partial<KeptDraft> = {}): KeptDraft => ({
  slot,
  ...emptyDraft,
  text,
  ...more,
});
const box = () => drafts.box("1") ?? { slots: {}, slot: null, problem: null };
const text = (slot: KeptDraft["slot"]) => draftIn(box(), slot).text;
const written = () => save.mock.calls.map(([, list]) => list.map((each) => `${each.slot}: ${each.text}`));

beforeEach(async () => {
  vi.useFakeTimers();
  kept = [];
  save = vi.fn<ComposerDesk["save"]>().mockResolvedValue();
  drafts = new Drafts({ drafts: async () => kept, save } as unknown as ComposerDesk);
  await drafts.open("1");
});
afterEach(() => vi.useRealTimers());

test("what is typed is on the disk within 300 ms, however fast one types", async () => {
  for (let n = 1; n <= 12; n++) {
    drafts.change("1", "sms", { text: "a".repeat(n) });
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(written()).toEqual([["sms: aaaaaa"], ["sms: aaaaaaaaaaaa"]]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(save).toHaveBeenCalledTimes(2);
});

test("the box opens where the owner left off", async () => {
  kept = [draft("email", "Segue", { subject: "Preço" }), draft("note", "anotado")];
  await drafts.open("2");
  expect(drafts.box("2")).toMatchObject({ slot: "email", slots: { email: { subject: "Preço" } } });
  kept = [draft("email", "", { cc: "b@x.example" }), draft("sms", "oi")];
  await drafts.open("3");
  expect(drafts.box("3")?.slot).toBe("sms");
});

test("a text moves with the channel and both sides are saved at once", async () => {
  drafts.change("1", "whatsapp", { text: "Bom dia" });
  drafts.choose("1", "whatsapp", "email");
  expect([text("whatsapp"), text("email"), box().slot]).toEqual(["", "Bom dia", "email"]);
  await drafts.flush("1");
  expect(written()).toEqual([["whatsapp: ", "email: Bom dia"]]);
});

test("a channel with words of its own keeps them, and a note's words never move", () => {
  drafts.change("1", "email", { text: "da carta" });
  drafts.change("1", "whatsapp", { text: "do chat" });
  drafts.choose("1", "whatsapp", "email");
  expect([text("whatsapp"), text("email")]).toEqual(["do chat", "da carta"]);
  drafts.choose("1", "email", "note");
  expect([text("email"), text("note")]).toEqual(["da carta", ""]);
  drafts.change("1", "note", { text: "só minha" });
  drafts.choose("1", "note", "sms");
  expect([text("note"), text("sms")]).toEqual(["só minha", ""]);
});

test("files, subject and copies stay with the mail when its text goes", () => {
  const file = { name: "a.pdf", size: 1, sha256: "a" };
  drafts.change("1", "email", { text: "Segue", files: [file], cc: "b@x.example" });
  drafts.choose("1", "email", "sms");
  expect(box().slots.email).toEqual({ text: "", files: [file], cc: "b@x.example", subject: null, foreign: [] });
  drafts.choose("1", "sms", "email");
  expect(box().slots.email).toEqual({ text: "Segue", files: [file], cc: "b@x.example", subject: null, foreign: [] });
});

test("what a model brought in goes with the text and reaches the disk with it", async () => {
  drafts.suspect("1", "whatsapp", ["golpe@x.example"]);
  drafts.change("1", "whatsapp", { text: "Pague em golpe@x.example" });
  drafts.choose("1", "whatsapp", "email");
  await drafts.flush("1");
  expect(save).toHaveBeenLastCalledWith("1", [
    draft("whatsapp", ""),
    draft("email", "Pague em golpe@x.example", { foreign: ["golpe@x.example"] }),
  ]);
});

test("what is allowed is allowed in the whole box, on the disk too", async () => {
  drafts.suspect("1", "sms", ["a@x.example", "b@x.example"]);
  drafts.suspect("1", "email", ["a@x.example"]);
  await drafts.flush("1");
  drafts.allow("1", "a@x.example");
  expect(foreignOf(box())).toEqual(["b@x.example"]);
  await drafts.flush("1");
  expect(save).toHaveBeenLastCalledWith("1", [draft("sms", "", { foreign: ["b@x.example"] }), draft("email", "")]);
});

test("what a model brought in stays when a box is read again", async () => {
  kept = [draft("sms", "veio", { foreign: ["a@x.example"] })];
  drafts.suspect("1", "sms", ["b@x.example"]);
  await drafts.renew("1");
  expect(foreignOf(box())).toEqual(["a@x.example", "b@x.example"]);
});

test("a save never overtakes a send, and what was sent does not come back", async () => {
  const order: string[] = [];
  save.mockImplementation(async () => {
    await vi.advanceTimersByTimeAsync(20);
    order.push("save");
  });
  drafts.change("1", "sms", { text: "oi" });
  const sent = draftIn(box(), "sms");
  await drafts.inTurn("1", async () => {
    order.push("send");
    drafts.sent("1", "sms", sent);
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(order).toEqual(["save", "send"]);
  expect(box()).toMatchObject({ slots: {}, slot: null });
});

test("what was typed while it was being sent stays, and is saved after", async () => {
  drafts.change("1", "sms", { text: "oi" });
  const sent = draftIn(box(), "sms");
  await drafts.inTurn("1", async () => {
    drafts.change("1", "sms", { text: "oi, tudo bem?" });
    drafts.sent("1", "sms", sent);
  });
  await vi.advanceTimersByTimeAsync(300);
  expect(text("sms")).toBe("oi, tudo bem?");
  expect(written()).toEqual([["sms: oi"], ["sms: oi, tudo bem?"]]);
});

test("a send takes along what has no words or files, and leaves other drafts", async () => {
  drafts.change("1", "email", { subject: "mudado" });
  drafts.change("1", "whatsapp", { text: "fica" });
  drafts.change("1", "sms", { text: "vai" });
  drafts.sent("1", "sms", draftIn(box(), "sms"));
  expect(Object.keys(box().slots)).toEqual(["whatsapp"]);
});

test("what came back is read from the disk and opened", async () => {
  kept = [draft("email", "voltou"), draft("sms", "outro")];
  await drafts.reread("1", "sms");
  expect([box().slot, text("sms"), text("email")]).toEqual(["sms", "outro", "voltou"]);
  drafts.change("1", "sms", { text: "digitado agora" });
  await drafts.reread("1", "sms");
  expect(text("sms")).toBe("outro\ndigitado agora");
});

test("a full disk is said, and the words are kept and saved with the next ones", async () => {
  save.mockRejectedValueOnce('{"code":"data.full","params":{"dir":"/d"}}');
  drafts.change("1", "sms", { text: "a" });
  await drafts.flush("1");
  expect(box().problem?.code).toBe("data.full");
  drafts.change("1", "email", { text: "b" });
  await vi.advanceTimersByTimeAsync(300);
  expect(box().problem).toBeNull();
  expect(written()[1]?.toSorted()).toEqual(["email: b", "sms: a"]);
});

test("a send goes on although the draft before it could not be saved", async () => {
  save.mockRejectedValue("x");
  drafts.change("1", "sms", { text: "oi" });
  await expect(drafts.inTurn("1", async () => 7)).resolves.toBe(7);
});

test("words typed while drafts move on the disk are kept, and so are those that came", async () => {
  drafts.change("1", "sms", { text: "meu" });
  await drafts.flush("1");
  kept = [draft("sms", "meu"), draft("email", "veio junto")];
  drafts.change("1", "sms", { text: "meu, e mais" });
  await drafts.renew("1");
  expect([text("sms"), text("email")]).toEqual(["meu, e mais", "veio junto"]);
  kept = [draft("sms", "meu\ndela")];
  drafts.change("1", "sms", { text: "meu, e ainda mais" });
  await drafts.renew("1");
  expect(text("sms")).toBe("meu, e ainda mais\nmeu\ndela");
});

test("what a full disk would not take is saved by itself once there is room", async () => {
  save.mockRejectedValue(new DeskError({ code: "data.full", params: {} }));
  drafts.change("1", "sms", { text: "a" });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(box().problem?.code).toBe("data.full");
  save.mockReset().mockResolvedValue();
  await vi.advanceTimersByTimeAsync(5_000);
  expect([box().problem, written()]).toEqual([null, [["sms: a"]]]);
});

test("other trouble than the disk's is not tried again and again", async () => {
  save.mockRejectedValue(new DeskError({ code: "not_found", params: {} }));
  drafts.change("1", "sms", { text: "a" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(save).toHaveBeenCalledTimes(1);
});
