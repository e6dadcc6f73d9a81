import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { useSaved } from "./useSaved";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Field({ kept, save }: { kept: string; save: (text: string) => Promise<void> }) {
  const { text, change, leave, saving } = useSaved(kept, save);
  return (
    <>
      <input aria-label="notes" value={text} onChange={(e) => change(e.target.value)} onBlur={() => void leave()} />
      <output>{saving}</output>
    </>
  );
}

const wrapper = ({ children }: { children: ReactNode }) => <DeskProvider desk={fakeDesk()}>{children}</DeskProvider>;
const field = () => screen.getByLabelText<HTMLInputElement>("notes");
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const passes = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test("a text is kept once, after a pause, and stays as typed while the field is in use", async () => {
  const save = vi.fn(async () => undefined);
  const { rerender } = render(<Field kept="" save={save} />, { wrapper });
  type("Prefere");
  await passes(500);
  type("Prefere ");
  await passes(900);
  expect(save).not.toHaveBeenCalled();
  await passes(200);
  expect(save.mock.calls).toEqual([["Prefere "]]);
  rerender(<Field kept="Prefere" save={save} />);
  expect(field().value).toBe("Prefere ");
  fireEvent.blur(field());
  await passes(0);
  expect(field().value).toBe("Prefere");
  expect(save).toHaveBeenCalledTimes(1);
});

test("leaving the field or the page keeps what is typed at once", async () => {
  const save = vi.fn(async () => undefined);
  const { unmount } = render(<Field kept="" save={save} />, { wrapper });
  type("um");
  fireEvent.blur(field());
  await passes(0);
  expect(save).toHaveBeenLastCalledWith("um");
  type("dois");
  unmount();
  expect(save).toHaveBeenLastCalledWith("dois");
});

test("what could not be kept stays in the field and is tried again", async () => {
  const save = vi.fn(async () => undefined).mockRejectedValueOnce(new Error("full"));
  render(<Field kept="antes" save={save} />, { wrapper });
  type("depois");
  fireEvent.blur(field());
  await passes(0);
  expect(field().value).toBe("depois");
  fireEvent.blur(field());
  await passes(0);
  expect(save).toHaveBeenCalledTimes(2);
});
