import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import { ClosingQuestion } from "./ClosingQuestion";
import { CustomerDialogs } from "./CustomerDialogs";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider } from "./lib/commands";
import { OpenConversation } from "./OpenConversation";
import { ToastProvider } from "./ui/toasts";

afterEach(cleanup);

test("the history is read while the head of the conversation is still on its way", () => {
  const desk = fakeDesk();
  vi.spyOn(desk.conversation, "card").mockReturnValue(new Promise(() => undefined));
  const timeline = vi.spyOn(desk.conversation, "timeline");
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
                  onLeave={nothing}
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
  expect(timeline.mock.calls.map(([customerId]) => customerId)).toEqual(["ana"]);
});
