import { cleanup, render, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { DeskError } from "./api/bridge";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import type { Desk } from "./api/types";
import { ClosingQuestion } from "./ClosingQuestion";
import { CustomerDialogs } from "./CustomerDialogs";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider } from "./lib/commands";
import { OpenConversation } from "./OpenConversation";
import { ToastProvider } from "./ui/toasts";

afterEach(cleanup);

function show(desk: Desk, onLeave: () => void): void {
  const nothing = () => undefined;
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <CustomerDialogs>
              <ClosingQuestion>
                <OpenConversation
                  opened={{ customerId: "ana" }}
                  onDone={nothing}
                  onReturn={nothing}
                  onLeave={onLeave}
                  onPage={nothing}
                  onMoved={nothing}
                  onCase={nothing}
                  alone={false}
                  drawer={false}
                />
              </ClosingQuestion>
            </CustomerDialogs>
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

test("the history is read while the head of the conversation is still on its way", () => {
  const desk = fakeDesk();
  vi.spyOn(desk.conversation, "card").mockReturnValue(new Promise(() => undefined));
  const timeline = vi.spyOn(desk.conversation, "timeline");
  show(desk, vi.fn());
  expect(timeline.mock.calls.map(([customerId]) => customerId)).toEqual(["ana"]);
});

test("the conversation of somebody who is there no more is left", async () => {
  const desk = fakeDesk();
  vi.spyOn(desk.conversation, "card").mockRejectedValue(new DeskError({ code: "not_found", params: {} }));
  const leave = vi.fn();
  show(desk, leave);
  await waitFor(() => expect(leave).toHaveBeenCalledOnce());
});
