import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LogbookDesk, LogSheet } from "./logbook";
import { SheetInHand } from "./sheetInHand";

const blank: LogSheet = {
  caseId: "1",
  protocol: "261126-07.014-81",
  channel: "phone",
  direction: "in",
  customerId: "",
  number: "",
  name: "",
  text: "",
  class: "",
  at: 0,
  intoId: "",
  told: false,
  then: "nothing",
  until: 0,
};

let disk: LogSheet[];
let save: ReturnType<typeof vi.fn<LogbookDesk["save"]>>;
let open: ReturnType<typeof vi.fn<LogbookDesk["open"]>>;
let write: ReturnType<typeof vi.fn<LogbookDesk["write"]>>;
let giveUp: ReturnType<typeof vi.fn<LogbookDesk["giveUp"]>>;
let takeBack: ReturnType<typeof vi.fn<LogbookDesk["takeBack"]>>;
let hand: SheetInHand;

const sheet = () => hand.held()?.sheet;
const saved = () => save.mock.calls.map(([each]) => each.text);

beforeEach(() => {
  vi.useFakeTimers();
  disk = [];
  save = vi.fn<LogbookDesk["save"]>().mockResolvedValue();
  open = vi.fn<LogbookDesk["open"]>(async (channel, customerId) => ({ ...blank, channel, customerId }));
  write = vi.fn<LogbookDesk["write"]>(async ({ protocol }) => ({ messageId: "m", customerId: "ana", protocol }));
  giveUp = vi.fn<LogbookDesk["giveUp"]>().mockResolvedValue();
  takeBack = vi.fn<LogbookDesk["takeBack"]>(async (written) => ({ ...written, customerId: "ana" }));
  hand = new SheetInHand({ open, save, unfinished: async () => disk, giveUp, write, takeBack });
});
afterEach(() => vi.useRealTimers());

test("what is typed is on the disk within 300 ms, however fast one types", async () => {
  await hand.open("phone", "");
  for (let n = 1; n <= 12; n++) {
    hand.change({ text: "a".repeat(n) });
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(saved()).toEqual(["aaaaaa", "aaaaaaaaaaaa"]);
});

test("opened twice at once it takes one number", async () => {
  await Promise.all([hand.open("phone", "ana"), hand.open("phone", "ana")]);
  expect(open.mock.calls).toEqual([["phone", "ana"]]);
});

test("an unfinished sheet comes back from the disk, the last of them first", async () => {
  disk = [
    { ...blank, caseId: "old", text: "antes" },
    { ...blank, caseId: "new", text: "pediu" },
  ];
  await hand.open("counter", "ana");
  expect(open).not.toHaveBeenCalled();
  expect(hand.held()).toMatchObject({ again: true, sheet: { caseId: "new", channel: "phone", customerId: "" } });
});

test("a sheet with nothing on it becomes the one of this customer and this way", async () => {
  disk = [{ ...blank, customerId: "ana", intoId: "case" }];
  await hand.open("counter", "rafael");
  expect(hand.held()?.again).toBe(false);
  expect(sheet()).toMatchObject({ channel: "counter", customerId: "rafael", intoId: "" });
});

test("put away and taken up again it is as it was", async () => {
  await hand.open("phone", "ana");
  hand.change({ text: "ligou" });
  await hand.open("phone", "rafael");
  expect(hand.held()).toMatchObject({ again: true, sheet: { customerId: "ana", text: "ligou" } });
});

test("another can be begun, and the first is saved before", async () => {
  await hand.open("phone", "ana");
  hand.change({ text: "ligou" });
  await hand.begin("phone", "");
  expect(saved()).toEqual(["ligou"]);
  expect(sheet()).toMatchObject({ customerId: "", text: "" });
});

test("it is saved before it is written down, and never after", async () => {
  const order: string[] = [];
  save.mockImplementation(async () => void order.push("save"));
  write.mockImplementation(async ({ text, protocol }) => {
    order.push(`write ${text}`);
    return { messageId: "m", customerId: "ana", protocol };
  });
  await hand.open("phone", "ana");
  hand.change({ text: "ligou" });
  await hand.write();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(order).toEqual(["save", "write ligou"]);
  expect(hand.held()).toBeNull();
});

test("what is refused stays in the hand and goes on being saved", async () => {
  await hand.open("phone", "");
  hand.change({ number: "4455" });
  write.mockRejectedValueOnce('{"code":"customer.address_invalid","params":{"channel":"phone"}}');
  await expect(hand.write()).rejects.toBeDefined();
  expect(sheet()?.number).toBe("4455");
  hand.change({ text: "x" });
  await vi.advanceTimersByTimeAsync(300);
  expect(saved()).toEqual(["", "x"]);
});

test("thrown away it is gone, and nothing is saved after", async () => {
  await hand.open("phone", "");
  hand.change({ text: "nada" });
  await hand.giveUp();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(giveUp).toHaveBeenCalledWith("1");
  expect(hand.held()).toBeNull();
  expect(save).toHaveBeenCalledTimes(1);
});

test("a sheet that was ended before leaves the hand, and the next is a new one", async () => {
  await hand.open("phone", "");
  hand.change({ text: "ligou" });
  write.mockRejectedValueOnce('{"code":"undo.changed_since","params":{}}');
  await expect(hand.write()).rejects.toBeDefined();
  expect(hand.held()).toBeNull();
  await hand.open("phone", "");
  expect(open).toHaveBeenCalledTimes(2);
});

test("a full disk is said until the words are saved", async () => {
  await hand.open("phone", "");
  save.mockRejectedValueOnce('{"code":"data.full","params":{"dir":"/d"}}');
  hand.change({ text: "a" });
  await hand.flush();
  expect(hand.held()?.problem?.code).toBe("data.full");
  await hand.flush();
  expect(hand.held()?.problem).toBeNull();
});

test("what was written down comes back into the hand, and what was begun since is kept", async () => {
  await hand.open("phone", "");
  hand.change({ name: "Ana", text: "ligou" });
  const { sheet: written } = await hand.write();
  await hand.begin("counter", "");
  hand.change({ text: "na loja" });
  await hand.takeBack(written);
  expect(saved()).toEqual(["ligou", "na loja"]);
  expect(hand.held()).toMatchObject({ again: true, sheet: { text: "ligou", customerId: "ana" } });
});

test("a sheet with an hour is no blank one", async () => {
  disk = [{ ...blank, at: 1 }];
  await hand.open("counter", "");
  expect(hand.held()).toMatchObject({ again: true, sheet: { channel: "phone", at: 1 } });
});

test("what could not be saved is told when the window closes", async () => {
  await hand.open("phone", "");
  save.mockRejectedValue('{"code":"data.full","params":{"dir":"/d"}}');
  hand.change({ name: "Ana", text: "Ligou" });
  expect(await hand.keep()).toEqual([{ text: "Ana\nLigou", problem: { code: "data.full", params: { dir: "/d" } } }]);
  save.mockResolvedValue();
  expect(await hand.keep()).toEqual([]);
});

test("what could not be saved stays in the hand when another sheet is asked for", async () => {
  await hand.open("phone", "");
  hand.change({ text: "Ligou" });
  save.mockRejectedValueOnce('{"code":"data.locked","params":{}}');
  await expect(hand.begin("counter", "")).rejects.toMatchObject({ problem: { code: "data.locked" } });
  expect(hand.held()?.sheet.text).toBe("Ligou");
});
