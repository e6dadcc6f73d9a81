import { useState } from "react";
import { type Audience, everybody, type Filter, isSame } from "../../api/audiences";
import { useAudienceDeed, useAudiences } from "../../api/useAudiences";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useCommands } from "../../lib/commands";
import { useToasts } from "../../ui/toasts";

/** What the list is narrowed to, and the saved filter that it began with; empty: none. */
export type Narrowed = { segment: string; filter: Filter };

/** The saved filters, the one that is in force, and what can be done with it. */
export function useSegments({ segment, filter }: Narrowed, onNarrow: (to: Narrowed) => void) {
  const { t } = useWords();
  const toasts = useToasts();
  const complain = useComplain();
  const list = useAudiences().data ?? none;
  const [naming, setNaming] = useState<"new" | "rename" | null>(null);
  const current = list.find((each) => each.id === segment) ?? null;
  const canSave = !isSame(filter, everybody) && !isSame(filter, current?.filter ?? everybody);
  const saving = useAudienceDeed((desk, audience: Audience) => desk.audiences.save(audience));
  const removing = useAudienceDeed((desk, of: string) => desk.audiences.remove(of));
  const undoing = useAudienceDeed((desk, [of, done]: [string, string]) => desk.audiences.undo(of, done));

  const told = (text: string, of: string, done: string) => {
    const undone = () => toasts.show({ text: t("audience.undone") });
    const run = () => void undoing.mutateAsync([of, done]).then(undone, complain);
    toasts.show({ text, action: { label: t("toast.undo"), run }, lasting: true });
  };
  const save = async (audience: Audience) => {
    const saved = await saving.mutateAsync(audience);
    onNarrow({ segment: saved.id, filter });
    setNaming(null);
    told(t("audience.saved", { name: audience.name }), saved.id, saved.done);
  };
  const saveChanges = () => {
    if (current) save({ ...current, filter }).catch(complain);
  };
  const remove = () => {
    if (!current) return;
    removing
      .mutateAsync(current.id)
      .then((done) => told(t("audience.removed", { name: current.name }), current.id, done), complain);
  };
  useCommands({
    ...(canSave && { "segments.new": { run: () => setNaming("new") } }),
    ...(canSave && current && { "segments.save": { run: saveChanges } }),
    ...(current && { "segments.rename": { run: () => setNaming("rename") }, "segments.remove": { run: remove } }),
  });
  return {
    list,
    current,
    naming,
    canSave,
    pick: (id: string) => onNarrow({ segment: id, filter: list.find((each) => each.id === id)?.filter ?? everybody }),
    /** Rejects with audience.name. */
    name: (name: string) => save(naming === "rename" && current ? { ...current, name } : { id: "", name, filter }),
    stopNaming: () => setNaming(null),
  };
}

const none: Audience[] = [];
