import type { TemplateChoice } from "./phrases";

const nothing: TemplateChoice = { sid: "", vars: {} };

/** The templates that are being filled, for each customer, as long as the window is open. */
export class Fillings {
  readonly #of = new Map<string, TemplateChoice>();
  readonly #listeners = new Set<() => void>();

  of = (customerId: string): TemplateChoice => this.#of.get(customerId) ?? nothing;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  fill(customerId: string, filling: TemplateChoice): void {
    this.#of.set(customerId, filling);
    for (const listener of this.#listeners) listener();
  }

  /** What was sent is no more to be filled, unless it was changed meanwhile. */
  sent(customerId: string, filling: TemplateChoice): void {
    if (this.of(customerId) === filling) this.fill(customerId, nothing);
  }
}
