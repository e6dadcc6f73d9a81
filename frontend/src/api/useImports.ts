import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useStable } from "../lib/stable";
import { useDesk } from "./react";

const key = ["imports"] as const;

/** The imports that were made, and how to read them again. */
export function useImports() {
  const desk = useDesk();
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: key, queryFn: () => desk.imports.list() });
  const again = useStable(() => client.invalidateQueries({ queryKey: key }));
  return { made: data ?? [], again };
}

/** How much of what runs is done, from 0 to 1; null: nothing was heard of it. */
export function useImportProgress(): number | null {
  const desk = useDesk();
  const [part, setPart] = useState<number | null>(null);
  useEffect(() => desk.imports.onProgress(({ done, total }) => setPart(total > 0 ? done / total : null)), [desk]);
  return part;
}
