import type { AssistantDesk, AssistTerms } from "./assistant";

const nothing = { blocked: [], gaps: [], tooLong: false, otherTongue: "", differences: [], unfounded: [] };

/** A model in memory, which the owner has accepted. */
export function fakeAssistant(): AssistantDesk {
  const listeners = new Set<(sequence: string, text: string) => void>();
  const kept = new Set<string>();
  let terms: AssistTerms = {
    baseUrl: "http://127.0.0.1:11434/v1",
    model: "simulado",
    accepted: "yes",
    tone: "",
    keyed: false,
    maskLocal: false,
    priceIn: 0,
    priceOut: 0,
    cap: 0,
    currency: "BRL",
    on: true,
    host: "127.0.0.1:11434",
    place: "local",
    monthCost: 0,
    presets: [{ name: "Ollama", baseUrl: "http://localhost:11434/v1" }],
  };
  return {
    ask: async ({ task, text, sequence }) => {
      const words = task === "draft" ? "Olá! Já está pronta. Pode retirar [confirmar: horário]." : `${text} (${task})`;
      for (const listener of listeners) listener(sequence, words.slice(0, 10));
      return {
        ...nothing,
        text: words,
        gaps: task === "draft" ? ["horário"] : [],
        language: "pt-BR",
        used: [{ kind: "fact", id: "a1" }],
        missing: [],
        handover: false,
        reason: "",
        words: "",
        model: terms.model,
        host: terms.host,
        place: "local",
        cost: 0,
      };
    },
    stop: async () => undefined,
    onGrowing: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    payload: async () => ({
      host: terms.host,
      place: "local",
      model: terms.model,
      masked: false,
      accepted: terms.on,
      body: '{"model":"simulado"}',
      reason: "",
    }),
    check: async () => [],
    terms: async () => terms,
    find: async () => terms.presets,
    test: async (baseUrl, model) => ({
      models: ["simulado"],
      model: model || "simulado",
      host: new URL(baseUrl).host,
      place: "local",
      latencyMs: 120,
    }),
    accept: async (accepted) => {
      terms = { ...terms, ...accepted, on: true };
    },
    refuse: async () => {
      terms = { ...terms, accepted: "", on: false };
    },
    withhold: async (customerId, withheld) => {
      if (withheld) kept.add(customerId);
      else kept.delete(customerId);
    },
    withheld: async (customerId) => kept.has(customerId),
  };
}
