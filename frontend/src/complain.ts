import { useCallback } from "react";
import { problemOf } from "./api/bridge";
import { useWords } from "./i18n/react";
import { useToasts } from "./ui/toasts";

/** Tells the owner why something could not be done. */
export function useComplain(): (thrown: unknown) => void {
  const { explain } = useWords();
  const { show } = useToasts();
  return useCallback((thrown) => void show({ tone: "bad", text: explain(problemOf(thrown)) }), [show, explain]);
}
