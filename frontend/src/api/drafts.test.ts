import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DeskError, timedOut } from "./bridge";
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
  await drafts.moving(["1"], async () => {
    drafts.suspect("1", "sms", ["b@x.example"]);
    kept = [draft("sms", "veio", { foreign: ["a@x.example"] })];
  });
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
  await drafts.send("1", "sms", sent, async () => order.push("send"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(order).toEqual(["save", "send"]);
  expect(box()).toMatchObject({ slots: {}, slot: null });
});

test("what is sent again because the answer was late is sent under the same id, and other words under another", async () => {
  const ids: string[] = [];
  const late = async (id: string) => {
    ids.push(id);
    throw new DeskError({ code: timedOut, params: {} });
  };
  const send = (deed: (id: string) => Promise<unknown>) => drafts.send("1", "sms", draftIn(box(), "sms"), deed);
  drafts.change("1", "sms", { text: "Bom dia" });
  await expect(send(late)).rejects.toThrow(timedOut);
  await expect(send(late)).rejects.toThrow(timedOut);
  expect(text("sms")).toBe("Bom dia");
  drafts.change("1", "sms", { text: "Bom dia!" });
  await send(async (id) => ids.push(id));
  drafts.change("1", "sms", { text: "Bom dia!" });
  await send(async (id) => ids.push(id));
  expect(ids[1]).toBe(ids[0]);
  expect(new Set(ids).size).toBe(3);
});

/** Sends what stands in the box for SMS, while the owner does something else. */
const sending = (meanwhile: () => void) =>
  drafts.send("1", "sms", draftIn(box(), "sms"), async () => {
    meanwhile();
    return "queued";
  });

test("what was sent leaves the box, and what was typed behind it meanwhile stays and is saved", async () => {
  drafts.change("1", "sms", { text: "Bom dia" });
  await sending(() => drafts.change("1", "sms", { text: "Bom dia Te" }));
  expect(text("sms")).toBe("Te");
  await vi.advanceTimersByTimeAsync(300);
  expect(written()).toEqual([["sms: Bom dia"], ["sms: Te"]]);
  expect(box().slot).toBe("sms");
});

test("a blank behind what was sent is nothing that stays", async () => {
  drafts.change("1", "sms", { text: "Bom dia" });
  await sending(() => drafts.change("1", "sms", { text: "Bom dia \n" }));
  expect(box()).toMatchObject({ slots: {}, slot: null });
});

test("what was changed in the middle while it was being sent stays as it is", async () => {
  drafts.change("1", "sms", { text: "Bom dia" });
  await sending(() => drafts.change("1", "sms", { text: "Boa tarde" }));
  expect(text("sms")).toBe("Boa tarde");
});

test("files put in while others are being sent stay", async () => {
  const [a, b] = ["a", "b"].map((name) => ({ name, size: 1, sha256: name }));
  if (!a || !b) throw new Error("two files");
  drafts.change("1", "email", { text: "Segue", files: [a] });
  await drafts.send("1", "email", draftIn(box(), "email"), async () =>
    drafts.change("1", "email", { text: "Segue", files: [a, b] }),
  );
  expect(box().slots.email).toMatchObject({ text: "", files: [b] });
});

test("words that are being sent do not go along to another channel", async () => {
  drafts.change("1", "sms", { text: "Bom dia" });
  await sending(() => drafts.choose("1", "sms", "email"));
  expect([text("sms"), text("email"), box().slot]).toEqual(["", "", "email"]);
});

test("what is no more in the box once its turn comes is not sent", async () => {
  drafts.change("1", "sms", { text: "Bom dia" });
  const sent = draftIn(box(), "sms");
  drafts.choose("1", "sms", "email");
  const deed = vi.fn<() => Promise<string>>();
  expect(await drafts.send("1", "sms", sent, deed)).toBeNull();
  expect(deed).not.toHaveBeenCalled();
  expect(text("email")).toBe("Bom dia");
});

test("a send takes along what has no words or files, and leaves other drafts", async () => {
  drafts.change("1", "email", { subject: "mudado" });
  drafts.change("1", "whatsapp", { text: "fica" });
  drafts.change("1", "sms", { text: "vai" });
  await sending(() => undefined);
  expect(Object.keys(box().slots)).toEqual(["whatsapp"]);
});

test("what came back is read from the disk and opened", async () => {
  kept = [draft("email", "voltou"), draft("sms", "outro")];
  await drafts.reread("1", "sms");
  expect([box().slot, text("sms"), text("email")]).toEqual(["sms", "outro", "voltou"]);
});

test("what is typed while words come back stands behind them, once", async () => {
  const back = [{ name: "a.pdf", size: 1, sha256: "a" }];
  drafts.change("1", "email", { text: "digitado" });
  await drafts.inTurn("1", async () => {
    drafts.change("1", "email", { text: "digitado agora" });
    kept = [draft("email", "voltou\ndigitado", { files: back, cc: "b@x.example" })];
    await drafts.reread("1", "email");
  });
  expect(box().slots.email).toMatchObject({ text: "voltou\ndigitado agora", files: back, cc: "b@x.example" });
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

test("nothing is saved while drafts move on the disk, and what is typed meanwhile is joined to what came", async () => {
  drafts.change("1", "sms", { text: "A" });
  await drafts.moving(["1"], async () => {
    drafts.change("1", "sms", { text: "A x" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(written()).toEqual([["sms: A"]]);
    kept = [draft("sms", "A\n\nB"), draft("email", "veio junto")];
  });
  expect([text("sms"), text("email")]).toEqual(["A x\n\nB", "veio junto"]);
  await vi.advanceTimersByTimeAsync(300);
  expect(written().at(-1)).toEqual(["sms: A x\n\nB"]);
});

test("words typed to somebody who was merged go to whom she is now", async () => {
  const into = new DeskError({ code: "customer.merged", params: { into: "2" } });
  save.mockImplementation(async (customerId) => {
    if (customerId === "1") throw into;
  });
  kept = [draft("sms", "A")];
  drafts.change("1", "sms", { text: "B" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draftIn(drafts.box("2") ?? box(), "sms").text).toBe("A\nB");
  expect(box()).toEqual({ slots: {}, slot: null, problem: null });
  expect(save).toHaveBeenLastCalledWith("2", [draft("sms", "A\nB")]);
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

test("what could not be saved is told when the window closes, with its files", async () => {
  save.mockRejectedValue(new DeskError({ code: "data.full", params: {} }));
  drafts.change("1", "email", { text: "Segue", files: [{ name: "a.pdf", size: 1, sha256: "a" }] });
  expect(await drafts.keep()).toEqual([{ text: "Segue\na.pdf", problem: { code: "data.full", params: {} } }]);
  save.mockResolvedValue();
  expect(await drafts.keep()).toEqual([]);
});

test("a box that could not be read is read before anything is written over it", async () => {
  kept = [draft("sms", "de ontem")];
  const read = vi.fn<ComposerDesk["drafts"]>(async () => kept);
  read.mockRejectedValueOnce(new DeskError({ code: "data.locked", params: {} }));
  drafts = new Drafts({ drafts: read, save } as unknown as ComposerDesk);
  await drafts.open("1");
  expect(box().problem?.code).toBe("data.locked");
  drafts.change("1", "sms", { text: "de hoje" });
  await drafts.flush("1");
  expect([text("sms"), box().problem]).toEqual(["de ontem\nde hoje", null]);
  expect(written()).toEqual([["sms: de ontem\nde hoje"]]);
});
