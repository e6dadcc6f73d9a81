import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { AssistAsk, AssistReply, AssistTask } from "../../api/assistant";
import { useDrafts } from "../../api/box";
import { problemOf } from "../../api/bridge";
import { keys } from "../../api/changes";
import type { Slot } from "../../api/composer";
import { useDesk } from "../../api/react";
import type { Problem } from "../../api/types";
import { useTerms } from "../../api/useAssistant";
import { isTyping } from "../../lib/keys";
import { typeOver } from "../../lib/typing";
import { gapsIn } from "./gaps";
import { foreignIn } from "./rules";

/** How far a draft is. */
export type Stage =
  | { kind: "idle" }
  | { kind: "running"; grown: string }
  | { kind: "failed"; problem: Problem }
  | { kind: "handover"; reply: AssistReply }
  /** before is what stood in the box, and comes back when the draft is put away. */
  | { kind: "draft"; reply: AssistReply; before: string };

const idle: Stage = { kind: "idle" };

type Box = {
  customerId: string;
  slot: Slot;
  text: string;
  /** What models brought into the box and nobody here knows. */
  foreign: string[];
  field: RefObject<HTMLTextAreaElement | null>;
  onText: (text: string) => void;
};

/** Drafts by a model in the reply box: asked for, watched, put into the text, and taken out again. */
export function useDrafting({ customerId, slot, text, foreign, field, onText }: Box) {
  const desk = useDesk();
  const drafts = useDrafts();
  const client = useQueryClient();
  const terms = useTerms().data;
  const [stage, setStage] = useState(idle);
  const run = useRef(0);
  const latest = useRef({ text, stage });
  useEffect(() => {
    latest.current = { text, stage };
  });
  const sequence = `draft ${customerId}`;
  const on = (terms?.on ?? false) && slot !== "note";

  useEffect(
    () =>
      desk.assistant.onGrowing((of, grown) => {
        if (of === sequence) setStage((now) => (now.kind === "running" ? { kind: "running", grown } : now));
      }),
    [desk, sequence],
  );
  // A draft is for the channel that it was asked for.
  // oxlint-disable-next-line react/exhaustive-deps -- left when the box stands on another channel
  useEffect(
    () => () => {
      run.current += 1;
      setStage(idle);
      desk.assistant.stop(sequence).catch(() => undefined);
    },
    [desk, sequence, slot],
  );

  const write = (words: string) => {
    const element = field.current;
    const elsewhere = isTyping(document.activeElement) && document.activeElement !== element;
    if (!element || elsewhere) return onText(words);
    typeOver(element, 0, element.value.length, words, onText);
    const [gap] = gapsIn(words);
    if (gap) element.setSelectionRange(gap.from, gap.to);
  };
  const askFor = (task: AssistTask): AssistAsk => ({
    customerId,
    channel: slot === "note" ? "" : slot,
    task,
    text: task === "draft" ? "" : latest.current.text,
    language: "",
    sequence,
  });
  const ask = async (task: AssistTask) => {
    if (!on) return;
    run.current += 1;
    const mine = run.current;
    const last = latest.current.stage;
    setStage({ kind: "running", grown: "" });
    try {
      const reply = await desk.assistant.ask(askFor(task));
      if (mine !== run.current) return;
      void client.invalidateQueries({ queryKey: keys.assistTerms }); // what the month has cost
      if (reply.text === "") return setStage({ kind: "handover", reply });
      const now = latest.current.text;
      const again = last.kind === "draft" && now === last.reply.text;
      setStage({ kind: "draft", reply, before: again ? last.before : now });
      const suspicious = reply.blocked.map((each) => each.text);
      drafts.suspect(customerId, slot, suspicious);
      write(reply.text);
    } catch (thrown) {
      if (mine !== run.current) return;
      const problem = problemOf(thrown);
      setStage(problem.code === "search.superseded" ? idle : { kind: "failed", problem });
    }
  };
  const stop = () => {
    run.current += 1;
    setStage(idle);
    desk.assistant.stop(sequence).catch(() => undefined);
  };
  /** Puts the strip away; a draft that nobody has changed goes with it, and what stood there is back. */
  const dismiss = () => {
    if (stage.kind === "draft" && text === stage.reply.text) write(stage.before);
    setStage(idle);
  };
  const takeOut = (what: string) => {
    const at = text.indexOf(what);
    if (at >= 0 && field.current) typeOver(field.current, at, at + what.length, "", onText);
  };
  const edited = stage.kind === "draft" && text !== stage.reply.text;
  return {
    on,
    terms,
    stage: edited ? idle : stage,
    blocked: foreignIn(text, foreign),
    ask,
    askFor,
    stop,
    dismiss,
    takeOut,
    allow: (what: string) => drafts.allow(customerId, what),
  };
}

export type Drafting = ReturnType<typeof useDrafting>;
