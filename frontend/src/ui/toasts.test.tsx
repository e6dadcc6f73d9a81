import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useEffect } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CommandsProvider } from "../lib/commands";
import { type Toast, ToastPlace, ToastProvider, useToasts } from "./toasts";

let show: (toast: Toast) => () => void;

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

test("what can be undone for a moment can be undone that long, whatever is told meanwhile", () => {
  const done: string[] = [];
  tell("a", () => done.push("a"), { forMs: 5_000 });
  tell("b", () => done.push("b"), { lasting: true });
  act(() => void show({ text: "c", tone: "bad" }));
  act(() => vi.advanceTimersByTime(4_000));
  undo();
  undo();
  expect(done).toEqual(["b", "a"]);
  tell("d", () => done.push("d"), { forMs: 5_000 });
  act(() => void show({ text: "e" }));
  act(() => vi.advanceTimersByTime(5_000));
  undo();
  expect(done, "its moment is over").toEqual(["b", "a"]);
});

test("a toast that is dismissed by hand can still be undone by Z while its moment lasts", () => {
  const run = vi.fn();
  tell("a", run, { forMs: 5_000 });
  fireEvent.click(screen.getByRole("button", { name: "x" }));
  undo();
  expect(run).toHaveBeenCalledTimes(1);
});

test("what is withdrawn is neither shown nor undone", () => {
  const run = vi.fn();
  let withdraw = () => undefined as void;
  act(() => {
    withdraw = show({ text: "a", action: { label: "Desfazer", run }, lasting: true });
  });
  act(() => withdraw());
  undo();
  expect(screen.queryByText("a")).toBeNull();
  expect(run).not.toHaveBeenCalled();
});
