import { expect, test } from "vitest";
import { dayName, fileSize, lasting, listTime, moment, snoozePresets } from "./time";

const at = (text: string) => new Date(text).getTime();
const now = at("2026-06-10T10:52:00");

test.each([
  ["today", "2026-06-10T12:05:00", "12:05"],
  ["yesterday", "2026-06-09T23:59:00", "ontem"],
  ["this week", "2026-06-05T12:00:00", "sex."],
  ["this year", "2026-03-12T12:00:00", "12 de mar."],
  ["another year", "2024-03-12T12:00:00", "12/03/2024"],
])("list time of %s", (_, when, expected) => {
  expect(listTime(now, at(when), "pt-BR")).toBe(expected);
});

test("a divider names the day", () => {
  expect(dayName(now, at("2026-06-10T00:00:00"), "pt-BR")).toBe("hoje");
  expect(dayName(now, at("2026-06-05T00:00:00"), "pt-BR")).toBe("sexta-feira, 5 de junho");
  expect(dayName(now, at("2025-06-05T00:00:00"), "ca")).toContain("2025");
});

test("a moment says the day only when it is not today", () => {
  expect(moment(now, at("2026-06-10T18:00:00"), "pt-BR")).toBe("18:00");
  expect(moment(now, at("2026-06-11T10:52:00"), "pt-BR")).toBe("amanhã, 10:52");
});

test.each([
  [30_000, "1 min"],
  [6 * 60_000, "6 min"],
  [3 * 3_600_000, "3 h"],
  [25 * 3_600_000, "1 dia"],
  [50 * 3_600_000, "2 dias"],
])("%d ms lasts %s", (ms, expected) => {
  expect(lasting(ms, "pt-BR")).toBe(expected);
});

test("snooze presets lie ahead, at nine, and later today disappears at night", () => {
  const presets = snoozePresets(now);
  expect(presets.map((p) => p.preset)).toEqual(["laterToday", "tomorrow", "dayAfter", "nextWeek"]);
  for (const p of presets) expect(p.until).toBeGreaterThan(now);
  expect(new Date(presets[3]?.until ?? 0).getDay()).toBe(1);
  expect(snoozePresets(at("2026-06-10T22:30:00")).map((p) => p.preset)).not.toContain("laterToday");
  expect(snoozePresets(at("2026-06-07T10:00:00")).map((p) => p.preset)).toEqual(["laterToday", "tomorrow", "dayAfter"]);
  expect(snoozePresets(at("2026-06-06T10:00:00")).map((p) => p.preset)).toEqual(["laterToday", "tomorrow", "dayAfter"]);
});

test("sizes", () => {
  expect(fileSize(512, "pt-BR")).toBe("512 bytes");
  expect(fileSize(1_240_000, "pt-BR")).toBe("1,2 MB");
  expect(fileSize(48_000, "en")).toBe("48 kB");
});
