import type { Problem } from "./types";

/** A problem that the Go side, or the bridge, answered with. */
export class DeskError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = "DeskError";
    this.problem = problem;
  }
}

/** The code of a call that nobody has answered yet. */
export const timedOut = "window.timeout";

/** How long a call may take before the owner is told. Go answers in milliseconds; opening the shop may migrate. */
const patience = 30_000;

/** Waits for a call, but not for ever, and turns what Go threw into a DeskError. */
export async function call<T>(answer: Promise<unknown>, wait: number = patience): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeskError({ code: timedOut, params: {} })), wait);
  });
  try {
    return (await Promise.race([answer, late])) as T;
  } catch (thrown) {
    throw decode(thrown);
  } finally {
    clearTimeout(timer);
  }
}

/** Finds {code, params} in what Wails rejected with: the error's text, as a string or as an Error. */
export function decode(thrown: unknown): DeskError {
  if (thrown instanceof DeskError) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  try {
    const said: unknown = JSON.parse(text);
    if (isProblem(said)) return new DeskError({ code: said.code, params: said.params ?? {} });
  } catch {
    // Not JSON: an error of Wails itself, whose English is not for the owner.
  }
  return new DeskError({ code: "internal", params: {} });
}

function isProblem(said: unknown): said is Problem {
  return typeof said === "object" && said !== null && "code" in said && typeof said.code === "string";
}

/** The problem behind anything that was thrown. */
export function problemOf(thrown: unknown): Problem {
  return decode(thrown).problem;
}
