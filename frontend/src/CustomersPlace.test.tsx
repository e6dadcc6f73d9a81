import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { DeskError } from "./api/bridge";
import { fakeDesk } from "./api/fake";
import { DeskProvider } from "./api/react";
import { CustomerDialogs } from "./CustomerDialogs";
import { CustomersPlace } from "./CustomersPlace";
import { LanguageProvider } from "./i18n/react";
import { CommandsProvider } from "./lib/commands";
import { ToastProvider } from "./ui/toasts";

afterEach(cleanup);

const onPage = vi.fn();

function Place() {
  const [page, setPage] = useState<string | null>("ana");
  onPage.mockImplementation(setPage);
  return (
    <CustomersPlace
      page={page}
      onPage={onPage}
      onWrite={vi.fn()}
      onReturn={() => true}
      onCase={vi.fn()}
      onShow={vi.fn()}
      onCreate={vi.fn()}
      onLeave={vi.fn()}
    />
  );
}

test("the page of somebody who is there no more goes back to the list", async () => {
  const desk = fakeDesk();
  let tell: Parameters<typeof desk.onChange>[0] = () => undefined;
  desk.onChange = (listener) => {
    tell = listener;
    return () => undefined;
  };
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <CustomerDialogs>
              <Place />
            </CustomerDialogs>
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  await screen.findByRole("main", { name: "Página do cliente" });
  vi.spyOn(desk.customer, "profile").mockRejectedValue(new DeskError({ code: "not_found", params: {} }));
  await act(async () => tell([{ kind: "many_changed" }]));
  await waitFor(() => expect(onPage).toHaveBeenCalledWith(null));
});
