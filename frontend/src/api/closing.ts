import type { Case, CasesDesk } from "./cases";
import type { Desk } from "./types";

/** Takes something back. */
export type TakeBack = () => Promise<void>;

/** What takes back a decision about a conversation. */
export const undoConversation =
  (desk: Desk, customerId: string) =>
  (decision: string): TakeBack =>
  () =>
    desk.conversation.undo(customerId, decision);

/** What takes back a decision about a case. */
export const undoCase =
  (cases: CasesDesk, caseId: string) =>
  (decision: string): TakeBack =>
  () =>
    cases.undo(caseId, decision);

/** What is done once it is known what became of the promises: those in kept are done. Or all stays open. */
export type Then = { close: (kept: readonly Case[]) => void; stay?: () => void };

/** Asks about what is promised in cases that are about to be closed, and goes on at once where nothing is. */
export type AskPromises = (closing: readonly Case[], then: Then) => void;

/**
 * Says of what was promised that it is done, then closes. Gives what takes all of it back, the last first; where
 * something of it fails, nothing of it stays.
 */
async function keepThenClose(
  cases: CasesDesk,
  kept: readonly Case[],
  close: () => Promise<TakeBack>,
): Promise<TakeBack> {
  const steps: TakeBack[] = [];
  const takeBack = async () => {
    for (const step of steps.toReversed()) await step();
  };
  try {
    for (const { id } of kept) steps.push(await cases.keep(id).then(undoCase(cases, id)));
    steps.push(await close());
  } catch (thrown) {
    await takeBack();
    throw thrown;
  }
  return takeBack;
}

/** Closes a case, and says before of its promise that it is done where it is in kept. */
export function closeCase(cases: CasesDesk, caseId: string, kept: readonly Case[]): Promise<TakeBack> {
  return keepThenClose(cases, kept, () => cases.close(caseId).then(undoCase(cases, caseId)));
}

/** Closes a conversation with its open cases, and says before of the promises in kept that they are done. */
export function closeConversation(desk: Desk, customerId: string, kept: readonly Case[]): Promise<TakeBack> {
  return keepThenClose(desk.cases, kept, () =>
    desk.conversation.close(customerId).then(undoConversation(desk, customerId)),
  );
}
