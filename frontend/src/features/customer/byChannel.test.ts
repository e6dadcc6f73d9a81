import { expect, test } from "vitest";
import type { Point } from "../../api/people";
import { byChannel } from "./byChannel";

const point = (channel: Point["channel"], messages: number, lastAt: number): Point => ({
  id: `${channel}${messages}`,
  channel,
  address: "",
  label: "",
  seenName: "",
  homeId: "",
  verified: true,
  preferred: false,
  barred: false,
  firstAt: 0,
  removable: false,
  messages,
  lastAt,
});

test("addresses of one channel are told together, what is silent not at all", () => {
  const points = [point("email", 2, 5), point("email", 3, 9), point("whatsapp", 20, 7), point("sms", 0, 0)];
  expect(byChannel(points)).toEqual([
    { channel: "whatsapp", messages: 20, lastAt: 7 },
    { channel: "email", messages: 5, lastAt: 9 },
  ]);
});
