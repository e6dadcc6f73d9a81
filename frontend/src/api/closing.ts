import type { Case, CasesDesk } from "./cases";
import type { Desk } from "./types";

/** Takes something back. */
export type TakeBack = () => Promise<void>;

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
    for (const { id } of kept) {
      const done = await cases.keep(id);
      steps.push(() => cases.undo(id, done));
    }
    steps.push(await close());
  } catch (thrown) {
    await takeBack();
    throw thrown;
  }
  return takeBack;
}

/** Closes a case, and says before of its promise that it is done where it is in kept. */
export function closeCase(cases: CasesDesk, caseId: string, kept: readonly Case[]): Promise<TakeBack> {
  return keepThenClose(cases, kept, async () => {
    const done = await cases.close(caseId);
    return () => cases.undo(caseId, done);
  });
}

/** Closes a conversation with its open cases, and says before of the promises in kept that they are done. */
export function closeConversation(desk: Desk, customerId: string, kept: readonly Case[]): Promise<TakeBack> {
  return keepThenClose(desk.cases, kept, async () => {
    const decision = await desk.conversation.close(customerId);
    return () => desk.conversation.undo(customerId, decision);
  });
}
