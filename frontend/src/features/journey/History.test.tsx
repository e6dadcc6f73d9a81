import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { fakeDesk } from "../../api/fake";
import type { HistoryFilter } from "../../api/journeys";
import { DeskProvider } from "../../api/react";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { History } from "./History";

afterEach(cleanup);

function Filtered() {
  const [filter, setFilter] = useState<HistoryFilter>({ part: "", channel: "email", before: 0 });
  return (
    <History
      customerId="ana"
      filter={filter}
      onFilter={setFilter}
      finding={false}
      onFinding={() => undefined}
      onShow={() => undefined}
    />
  );
}

test("a filter that is taken away leaves the focus at the history", () => {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={fakeDesk()}>
        <CommandsProvider>
          <Filtered />
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  const filter = screen.getByRole("button", { name: "Tirar o filtro: E-mail" });
  filter.focus();
  fireEvent.click(filter);
  expect(screen.queryByRole("button", { name: "Tirar o filtro: E-mail" })).toBeNull();
  expect(document.activeElement?.tagName).toBe("H2");
});
