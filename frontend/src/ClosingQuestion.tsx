import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import type { Case } from "./api/cases";
import type { AskPromises, Then } from "./api/closing";
import { type Answer, PromiseQuestion } from "./features/matters/PromiseQuestion";
import { promisedIn } from "./features/matters/rules";

const Context = createContext<AskPromises | null>(null);

export function useClosingQuestion(): AskPromises {
  const ask = useContext(Context);
  if (!ask) throw new Error("useClosingQuestion outside ClosingQuestion");
  return ask;
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
    close();
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
