import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { flushSync } from "react-dom";
import type { Case } from "./api/cases";
import type { AskPromises, Then } from "./api/closing";
import { useDesk } from "./api/react";
import { casesOfQuery } from "./api/useCases";
import { useComplain } from "./complain";
import { type Answer, PromiseQuestion } from "./features/matters/PromiseQuestion";
import { promisedIn } from "./features/matters/rules";

const Context = createContext<AskPromises | null>(null);

export function useClosingQuestion(): AskPromises {
  const ask = useContext(Context);
  if (!ask) throw new Error("useClosingQuestion outside ClosingQuestion");
  return ask;
}

/** The question before a conversation is closed, about all its cases; they are read first where they are not here yet. */
export function useConversationQuestion(customerId: string): (then: Then) => void {
  const ask = useClosingQuestion();
  const client = useQueryClient();
  const query = casesOfQuery(useDesk(), customerId);
  const complain = useComplain();
  return (then) => {
    const known = client.getQueryData(query.queryKey);
    if (known) return ask(known.cases, then);
    client.fetchQuery(query).then(({ cases }) => ask(cases, then), complain);
  };
}

/** The question before something is closed in which a promise is open; the same from every place. */
export function ClosingQuestion({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ promised: Case[]; then: Then } | null>(null);
  const ask = useCallback<AskPromises>((closing, then) => {
    const promised = promisedIn(closing);
    if (promised.length === 0) then.close([]);
    else setAsked({ promised, then });
  }, []);
  const close = () => setAsked(null);
  const answer = (is: Answer) => {
    flushSync(close); // what comes next may take the focus: nothing behind a dialog can
    if (is === "stay") asked?.then.stay?.();
    else asked?.then.close(is === "kept" ? asked.promised : []);
  };
  return (
    <Context.Provider value={ask}>
      {children}
      {asked && <PromiseQuestion promised={asked.promised} onAnswer={answer} onClose={close} />}
    </Context.Provider>
  );
}
