import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useEffect } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CommandsProvider } from "../lib/commands";
import { type Toast, ToastPlace, ToastProvider, useToasts } from "./toasts";

let show: (toast: Toast) => void;

function Grab() {
  const toasts = useToasts();
  useEffect(() => {
    show = toasts.show;
  });
  return null;
}

beforeEach(() => {
  vi.useFakeTimers();
  render(
    <CommandsProvider>
      <ToastProvider>
        <Grab />
        <ToastPlace dismissLabel="x" />
      </ToastProvider>
    </CommandsProvider>,
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const undo = () => fireEvent.keyDown(document.body, { key: "z" });
const tell = (text: string, run: () => void, more: Partial<Toast> = {}) =>
  act(() => show({ text, action: { label: "Desfazer", run }, ...more }));

test("Z undoes what the toast offers, and then it is gone", () => {
  const run = vi.fn();
  tell("a", run);
  undo();
  undo();
  expect(run).toHaveBeenCalledTimes(1);
  expect(screen.queryByText("a")).toBeNull();
});

test("what lasts can be undone after its toast and after others", () => {
  const done: string[] = [];
  tell("a", () => done.push("a"), { lasting: true });
  tell("b", () => done.push("b"), { lasting: true });
  tell("c", () => done.push("c"));
  act(() => vi.advanceTimersByTime(10_000));
  undo();
  undo();
  undo();
  expect(done, "c went with its toast").toEqual(["b", "a"]);
});

test("the button undoes once, and Z goes on with what was before", () => {
  const done: string[] = [];
  tell("a", () => done.push("a"), { lasting: true });
  tell("b", () => done.push("b"), { lasting: true });
  fireEvent.click(screen.getByRole("button", { name: "Desfazer" }));
  undo();
  expect(done).toEqual(["b", "a"]);
});
