import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { useSteadyRows } from "./steady";

afterEach(cleanup);

const order = { oldestFirst: true, byValue: false };

/** Holds the first page of the fake shop, oldest first, without its second row; others stand after that page. */
async function withoutSecond() {
  const desk = fakeDesk();
  const { rows } = await desk.inbox.page("reply", order, "", 4);
  const shelf = { state: "reply", order, more: true } as const;
  const wrapper = ({ children }: { children: ReactNode }) => <DeskProvider desk={desk}>{children}</DeskProvider>;
  const list = renderHook(({ fresh }) => useSteadyRows(fresh, shelf), { initialProps: { fresh: rows }, wrapper });
  act(() => list.result.current.hold());
  const leave = (fresh = rows.toSpliced(1, 1)) => list.rerender({ fresh });
  const shown = () => list.result.current.rows.map((row) => row.customerId);
  return { desk, rows: rows.map((row) => row.customerId), list, leave, shown };
}

test("with the oldest first, who writes and goes to the end, which is not loaded, stays under the pointer", async () => {
  const { rows, list, leave, shown } = await withoutSecond();
  leave();
  await waitFor(() => expect(shown()).toEqual(rows));
  act(() => list.result.current.release());
  expect(shown()).toEqual(rows.toSpliced(1, 1));
});

test("who was closed goes, with the pointer on the list", async () => {
  const { desk, rows, leave, shown } = await withoutSecond();
  await desk.conversation.close(rows[1] ?? "");
  leave();
  await waitFor(() => expect(shown()).toEqual(rows.toSpliced(1, 1)));
});
