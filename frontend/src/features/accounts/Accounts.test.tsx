import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import type { Desk } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import type { Repair } from "../../lib/repair";
import { Accounts } from "./Accounts";
import { isComplete, parted } from "./ServerFields";

let desk: Desk;
const onDoor = vi.fn();

beforeEach(() => {
  desk = fakeDesk();
});
afterEach(cleanup);

function show(props: { demo?: boolean; repair?: Repair } = {}): void {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <Accounts
            demo={props.demo ?? false}
            repair={props.repair ?? null}
            onRepaired={() => undefined}
            onDoor={onDoor}
          />
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>("button", { name });
const press = async (name: string | RegExp) => {
  const found = await button(name);
  await act(async () => found.click());
};
const type = async (label: string, text: string) => {
  fireEvent.change(await screen.findByLabelText(label), { target: { value: text } });
};

test("an account is connected after the owner has chosen a place for its password", async () => {
  const add = vi.spyOn(desk.accounts, "addMail");
  show();
  await press("E-mail");
  await type("Endereço de e-mail", "loja@gmail.com");
  await press("Continuar");
  expect(await screen.findByText("Gmail")).toBeDefined();
  await type("Senha de app do Gmail", "errada");
  expect((await button("Testar e conectar")).disabled).toBe(true);

  await type("Frase-senha", "curta");
  expect(screen.getByText("Use ao menos 8 letras.")).toBeDefined();
  await type("Frase-senha", "uma frase bem longa");
  await type("A mesma frase, outra vez", "outra frase bem longa");
  expect(screen.getByText("As duas frases não são iguais.")).toBeDefined();
  await type("A mesma frase, outra vez", "uma frase bem longa");
  await press("Usar assim");
  expect(await screen.findByText(/arquivo cifrado com a sua frase-senha/)).toBeDefined();

  await press("Testar e conectar");
  expect(await screen.findByText("Não dá para receber nem enviar")).toBeDefined();
  await type("Senha de app do Gmail", "abcd efgh ijkl mnop");
  await press("Testar e conectar");
  expect(await screen.findByText("loja@gmail.com conectado")).toBeDefined();
  expect(add).toHaveBeenLastCalledWith(expect.objectContaining({ password: "abcdefghijklmnop" }));
});

test("an unknown server is asked for, and no port is shown before", async () => {
  show();
  await press("E-mail");
  await type("Endereço de e-mail", "loja@minhaloja.example");
  expect(screen.queryByLabelText("Porta")).toBeNull();
  await press("Continuar");
  expect(await screen.findByText(/Não encontramos o servidor/)).toBeDefined();
  expect(screen.getAllByLabelText("Porta")).toHaveLength(2);
});

test("a repair opens the step that it needs", async () => {
  show({ repair: { connectionId: "old", step: "password" } });
  expect(await screen.findByRole("dialog", { name: "Senha de antigo@provedor.example" })).toBeDefined();
});

test("a repair that needs a test runs it", async () => {
  const run = vi.spyOn(desk.accounts, "test");
  show({ repair: { connectionId: "old", step: "test" } });
  await waitFor(() => expect(run).toHaveBeenCalledWith("old"));
  expect(await screen.findByText("Não dá para receber")).toBeDefined();
  expect(screen.getByText("Enviar funciona")).toBeDefined();
});

test("removing says what is held and what stays", async () => {
  show();
  await press("Remover loja@sabia.example");
  expect(await screen.findByText(/2 respostas que ainda não saíram ficam paradas/)).toBeDefined();
  await press("Remover");
  await waitFor(() => expect(screen.queryByText("loja@sabia.example")).toBeNull());
});

test("the accounts of the demonstration can be tested and stay", async () => {
  show({ demo: true });
  expect(await button("Testar loja@sabia.example")).toBeDefined();
  expect(screen.queryByRole("button", { name: /Remover|Trocar|E-mail/ })).toBeNull();
});

test("the card of an account shows the way in that leads to it", async () => {
  show({ demo: true });
  await press("Link e QR code de (11) 4002-8922");
  expect(onDoor).toHaveBeenLastCalledWith(expect.objectContaining({ id: "wa" }));
  await press("Formulário do site para loja@sabia.example");
  expect(onDoor).toHaveBeenLastCalledWith(expect.objectContaining({ id: "mail" }));
  expect(screen.queryByRole("button", { name: /Link e QR code de \+55/ })).toBeNull();
});

test("servers typed by hand need a host and a port", () => {
  const server = { user: "", imapHost: "a:993", imapSecurity: "tls", smtpHost: "b:465", smtpSecurity: "tls" };
  expect(isComplete(server)).toBe(true);
  for (const smtpHost of ["b:", "b", ":465", "b:0", "b:70000", "b:x"])
    expect(isComplete({ ...server, smtpHost })).toBe(false);
  expect(parted("::1:993")).toEqual({ host: "::1", port: "993" });
});
