import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastProvider } from "../../ui/toasts";
import { Phrases, type PhrasesTab } from "./Phrases";
import type { Kind } from "./rules";

afterEach(cleanup);

function Place({ first, begun }: { first: PhrasesTab; begun: string | null }) {
  const [tab, setTab] = useState(first);
  const [open, setOpen] = useState<Record<Kind, string | null>>({ reply: begun, answer: begun });
  const onOpen = (kind: Kind, key: string | null) => setOpen((now) => ({ ...now, [kind]: key }));
  return <Phrases tab={tab} onTab={setTab} open={open} onOpen={onOpen} onBack={() => undefined} />;
}

function show(first: PhrasesTab, { desk = fakeDesk(), begun = null as string | null } = {}) {
  Object.defineProperty(window, "innerWidth", { value: 1366, configurable: true });
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <Place first={first} begun={begun} />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
  return desk;
}

const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const keep = (label: string) => fireEvent.keyDown(screen.getByLabelText(label), { key: "Enter", ctrlKey: true });

test("where nothing is kept the ready replies to begin with are offered", async () => {
  const desk = fakeDesk();
  for (const { id } of (await desk.phrases.list()).replies) await desk.phrases.remove(id);
  show("reply", { desk });
  fireEvent.click(await screen.findByRole("button", { name: "Começar com as prontas" }));
  await screen.findByRole("button", { name: /Pedido pronto/ });
  await screen.findByText("2 respostas prontas guardadas.");
});

test("a word that is another reply's is told, and mended it is kept", async () => {
  const desk = show("reply", { begun: "new:0" });
  await screen.findByRole("button", { name: /Pedido pronto/ });
  type("Nome", "Outro");
  type("Palavra depois da /", "pronto");
  type("Texto", "Olá!");
  keep("Texto");
  await screen.findByText(/A palavra \/pronto já é de outra resposta pronta/);
  screen.getByText("não guardada");
  type("Palavra depois da /", "outro");
  keep("Texto");
  await screen.findByText("guardada");
  expect((await desk.phrases.find("outro"))[0]?.wordings[0]?.text).toBe("Olá!");
});

test("words for one channel fall back to those for all, and fill the preview", async () => {
  const desk = show("reply");
  fireEvent.focus(await screen.findByRole("button", { name: /Encerramento/ }));
  const preview = await screen.findByRole("region", { name: "Como Marlene recebe" });
  await waitFor(() => expect(preview.textContent).toContain("Marlene, seu protocolo 260310-07.014-81"));
  fireEvent.click(screen.getByRole("radio", { name: "E-mail" }));
  screen.getByText(/Sem texto próprio/);
  expect(preview.textContent).toContain("Marlene, seu protocolo");
  type("Texto", "Prezada {nome}, {resumo}");
  await waitFor(() => expect(preview.textContent).toContain("Prezada Marlene Duarte, {resumo}"));
  within(preview).getByText(/Falta preencher: resumo/);
  fireEvent.click(screen.getByRole("radio", { name: /SMS/ }));
  await within(preview).findByText(/1 SMS: \d+ de \d+/);
  keep("Texto");
  await screen.findByText("guardada");
  const [kept] = await desk.phrases.find("encerrar");
  expect(kept?.wordings).toMatchObject([{ language: "pt-BR", email: "Prezada {nome}, {resumo}", chat: "" }]);
});

test("an answer that is over is marked in the list and where it is open", async () => {
  show("answer");
  const row = await screen.findByRole("button", { name: /Abrem no feriado/ });
  expect(row.textContent).toContain("vencida");
  expect(screen.getByRole("button", { name: /Vocês entregam/ }).textContent).not.toContain("vencida");
  fireEvent.focus(row);
  await screen.findByText(/Venceu em 20 de novembro|Venceu em 21 de novembro/);
});

test("a template tells its status and why it was refused, and is listed anew when asked", async () => {
  const desk = show("template");
  const refused = (await screen.findByText("promocao_geral")).closest("li");
  expect(refused?.textContent).toContain("rejeitado");
  expect(refused?.textContent).toContain("Motivo: TAG_CONTENT_MISMATCH");
  screen.getByText("Ainda não listados");
  fireEvent.click(screen.getByRole("button", { name: "Atualizar agora" }));
  await screen.findByText(/^Lista de /);
  cleanup();
  vi.spyOn(desk.phrases, "templates").mockResolvedValue([]);
  show("template", { desk });
  await screen.findByText(/Content Template Builder/);
});
