import { createContext, type ReactNode, useContext, useMemo } from "react";
import { byNumber } from "../lib/caseLinks";

type Links = { known: ReadonlyMap<string, string>; onCase: (caseId: string) => void };

const none: Links = { known: new Map(), onCase: () => undefined };
const Context = createContext(none);

type Props = {
  /** The cases of the customer whose words are shown: a number of somebody else's leads nowhere. */
  cases: { id: string; protocol: string; numbers: string[] }[] | undefined;
  onCase: (caseId: string) => void;
  children: ReactNode;
};

/** Lets the case numbers in what is said lead to their cases. */
export function CaseLinks({ cases, onCase, children }: Props) {
  const known = useMemo(() => byNumber(cases ?? []), [cases]);
  const links = useMemo(() => ({ known, onCase }), [known, onCase]);
  return <Context.Provider value={links}>{children}</Context.Provider>;
}

export function useCaseLinks(): Links {
  return useContext(Context);
}
