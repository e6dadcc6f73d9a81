import { expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { Tried, ticking } from "./tried";

function storage(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
}

test("a deed that was done ticks its step, once, and is remembered", async () => {
  const kept = storage();
  const tried = new Tried(kept);
  const told = vi.fn<() => void>();
  tried.subscribe(told);
  const desk = ticking(fakeDesk(), tried);
  const [row] = (await desk.inbox.page("reply", { oldestFirst: false, byValue: false }, "", 1)).rows;
  const decision = await desk.conversation.close(row?.customerId ?? "");
  await desk.conversation.undo(row?.customerId ?? "", decision);
  await desk.conversation.close(row?.customerId ?? "");
  expect(tried.done()).toEqual(["close", "undo"]);
  expect(told).toHaveBeenCalledTimes(2);
  expect(new Tried(kept).done()).toEqual(["close", "undo"]);
});

test("a deed that failed ticks nothing", async () => {
  const tried = new Tried(storage());
  const desk = fakeDesk();
  vi.spyOn(desk.conversation, "snooze").mockRejectedValue(new Error("no"));
  await expect(ticking(desk, tried).conversation.snooze("x", 1)).rejects.toThrow("no");
  expect(tried.done()).toEqual([]);
});
