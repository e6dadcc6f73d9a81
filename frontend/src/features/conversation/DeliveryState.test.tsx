import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import type { Delivery } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastProvider } from "../../ui/toasts";
import { DeliveryProblem } from "./DeliveryState";

afterEach(cleanup);

const tonight: Delivery = { id: "d", state: "queued", problem: null, notBefore: 1, updatedAt: 0, planned: true };

test.each([
  ["a reply that was planned", false, ["Enviar agora", "Não enviar"]],
  ["what nobody asked for", true, ["Não enviar"]],
])("%s", (_, unasked, deeds) => {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={fakeDesk()}>
        <CommandsProvider>
          <ToastProvider>
            <DeliveryProblem delivery={tonight} channel="sms" customerId="ana" now={0} unasked={unasked} />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual(deeds);
});
