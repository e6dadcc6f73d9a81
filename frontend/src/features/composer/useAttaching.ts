import { useCallback, useEffect, useState } from "react";
import { useDrafts } from "../../api/box";
import { problemOf } from "../../api/bridge";
import type { Attached, DraftFile, Slot } from "../../api/composer";
import { draftIn } from "../../api/drafts";
import { useDesk } from "../../api/react";
import type { Card, Problem } from "../../api/types";
import { useWords } from "../../i18n/react";
import { useToasts } from "../../ui/toasts";

const sizeOf = (files: DraftFile[]) => files.reduce((sum, file) => sum + file.size, 0);

/** Files on their way into the box: chosen, dropped on the window, or pasted. */
export function useAttaching(card: Card, slot: Slot) {
  const { t, explain } = useWords();
  const desk = useDesk();
  const drafts = useDrafts();
  const toasts = useToasts();
  const [waiting, setWaiting] = useState(0);
  const { customerId } = card;
  const carries = card.channels.some((each) => each.channel === slot && each.maxFiles > 0);
  const mail = card.channels.find((each) => each.maxFiles > 0);
  const maxFiles = mail?.maxFiles ?? 0;

  const complain = useCallback(
    (problem: Problem) => toasts.show({ tone: "bad", text: explain(problem) }),
    [toasts, explain],
  );
  /** Adds what fits; the same file twice is one. */
  const add = useCallback(
    ({ files, problems }: Attached) => {
      const box = drafts.box(customerId);
      if (!box) return;
      const list = [...draftIn(box, "email").files];
      for (const file of files) {
        if (list.some((other) => other.sha256 === file.sha256 && other.name === file.name)) continue;
        if (sizeOf(list) + file.size <= maxFiles) list.push(file);
        else problems.push({ code: "draft.too_large", params: { name: file.name, limit: String(maxFiles / 1e6) } });
      }
      if (files.length > 0) drafts.change(customerId, "email", { files: list });
      for (const problem of problems) complain(problem);
    },
    [drafts, customerId, maxFiles, complain],
  );
  const refuse = useCallback(() => {
    const text = t("composer.noFilesHere", { channel: slot === "note" ? t("composer.note") : t(`channel.${slot}`) });
    const action = { label: t("composer.toEmail"), run: () => drafts.choose(customerId, slot, "email") };
    toasts.show({ tone: "bad", text, ...(mail && slot !== "note" ? { action } : {}) });
  }, [t, slot, drafts, customerId, mail, toasts]);

  const run = async (deed: () => Promise<Attached>) => {
    setWaiting((n) => n + 1);
    try {
      add(await deed());
    } catch (thrown) {
      complain(problemOf(thrown));
    } finally {
      setWaiting((n) => n - 1);
    }
  };
  const choose = () => void run(() => desk.composer.chooseFiles(t("composer.attachDialog")));
  const paste = (event: React.ClipboardEvent) => {
    const { files, types } = event.clipboardData;
    // A word processor brings a picture of the words along: the words are meant.
    if (files.length === 0 || types.includes("text/plain")) return;
    event.preventDefault();
    if (!carries) return refuse();
    for (const file of files) {
      void run(async () => ({ files: [await desk.composer.upload(named(file, t("composer.pasted")))], problems: [] }));
    }
  };
  useEffect(
    () => desk.composer.onDropped((attached) => (carries ? add(attached) : refuse())),
    [desk, carries, add, refuse],
  );
  return { choose, paste, pending: waiting > 0 };
}

/** Browsers call every picture from the clipboard the same, in English. */
function named(file: File, name: string): File {
  const [, extension] = /^image\.(\w+)$/.exec(file.name) ?? [];
  return extension ? new File([file], `${name}.${extension}`, { type: file.type }) : file;
}
