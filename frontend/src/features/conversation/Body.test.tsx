// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeDesk } from "../../api/fake";
import { fakeFile, fakeLetterItems } from "../../api/fakeLetters";
import { DeskProvider } from "../../api/react";
import type { Desk, TimelineItem } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { Body } from "./Body";
import { galleryOf, ReadingProvider, shownFiles } from "./reading";

let desk: Desk;

beforeEach(() => {
  desk = fakeDesk();
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = () => undefined;
      disconnect = () => undefined;
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function message(more: Partial<TimelineItem>): TimelineItem {
  const [first] = fakeLetterItems(0);
  if (!first) throw new Error("no message");
  return { ...first, rich: false, quoted: "", attachments: [], text: "Bom dia", ...more };
}

function show(item: TimelineItem, newest = false, sought = false): void {
  render(
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk}>
        <CommandsProvider>
          <ToastProvider>
            <ReadingProvider items={[item]} onFrame={() => undefined}>
              <Body item={item} newest={newest} sought={sought} />
            </ReadingProvider>
            <ToastPlace dismissLabel="x" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>,
  );
}

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const noButton = (name: string | RegExp) => expect(screen.queryByRole("button", { name })).toBeNull();

test("what is quoted is folded and not lost", () => {
  show(message({ quoted: "\n\nAna escreveu:\n> Vai?" }));
  expect(screen.queryByText(/Vai\?/)).toBeNull();
  fireEvent.click(button("Mostrar texto citado"));
  expect(screen.getByText(/> Vai\?/)).toBeDefined();
  fireEvent.click(button("Esconder texto citado"));
  expect(screen.queryByText(/Vai\?/)).toBeNull();
});

test("a long text unfolds and folds", () => {
  show(message({ text: "linha\n".repeat(40) }));
  fireEvent.click(button("Mostrar tudo"));
  fireEvent.click(button("Mostrar menos"));
  expect(button("Mostrar tudo")).toBeDefined();
  noButton(/Ver como chegou/);
});

test("a message that was looked for shows all its words", () => {
  show(message({ rich: true, text: "linha\n".repeat(40), quoted: "\n> agulha" }), true, true);
  expect(screen.getByText(/agulha/)).toBeDefined();
  expect(button("Mostrar menos")).toBeDefined();
});

test("a short text offers nothing", () => {
  show(message({}));
  expect(screen.queryAllByRole("button")).toHaveLength(0);
});

test("a rich mail unfolds into what it was, and back into words", async () => {
  show(message({ rich: true, text: "linha\n".repeat(40), subject: "Pedido" }));
  expect(screen.queryByTitle(/como chegou/)).toBeNull();
  fireEvent.click(button("Mostrar tudo"));
  const frame = await screen.findByTitle<HTMLIFrameElement>("E-mail como chegou: Pedido");
  expect(frame.getAttribute("sandbox")).toBe("allow-same-origin");
  expect(frame.srcdoc).not.toMatch(/<script|onclick|rastro\.example/);
  fireEvent.click(button("Ver só o texto"));
  expect(screen.queryByTitle(/como chegou/)).toBeNull();
  expect(button("Ver como chegou")).toBeDefined();
});

test("the newest mail stands as it came, an older one as words", async () => {
  show(message({ rich: true }), true);
  expect(await screen.findByTitle(/como chegou/)).toBeDefined();
  cleanup();
  show(message({ rich: true }));
  expect(button("Ver como chegou")).toBeDefined();
});

test("a mail without words stands as it came", async () => {
  show(message({ rich: true, text: " " }));
  expect(await screen.findByTitle(/como chegou/)).toBeDefined();
  noButton("Ver só o texto");
});

test("pictures from elsewhere come when they are asked for", async () => {
  const ask = vi.spyOn(desk.letters, "showPictures");
  show(message({ rich: true }), true);
  fireEvent.click(await screen.findByRole("button", { name: "Mostrar imagens" }));
  expect(await screen.findByText("Imagens mostradas desta vez")).toBeDefined();
  fireEvent.click(button("Sempre deste remetente"));
  expect(await screen.findByText(/aparecem sempre/)).toBeDefined();
  expect(ask.mock.calls).toEqual([
    ["letter-1", false],
    ["letter-1", true],
  ]);
  fireEvent.click(button("Voltar a bloquear"));
  expect(await screen.findByText("1 imagem bloqueada")).toBeDefined();
});

test("an address in plain text asks before it opens", async () => {
  const open = vi.spyOn(desk.shop, "openLink");
  show(message({ text: "veja https://loja.com.br/x, sim", channel: "sms" }));
  fireEvent.click(button("https://loja.com.br/x"));
  expect(await screen.findByRole("dialog", { name: "Abrir este site no navegador?" })).toBeDefined();
  expect(open).not.toHaveBeenCalled();
  fireEvent.click(button("Abrir no navegador"));
  await waitFor(() => expect(open).toHaveBeenCalledWith("https://loja.com.br/x"));
});

test("a trick is named, and the safe answer has the focus", async () => {
  vi.spyOn(desk.letters, "inspect").mockResolvedValue({
    url: "http://10.0.0.1/",
    kind: "web",
    host: "10.0.0.1",
    readable: "",
    text: "http://10.0.0.1/",
    flags: ["numeric_host"],
  });
  show(message({ text: "http://10.0.0.1/x" }));
  fireEvent.click(button("http://10.0.0.1/x"));
  expect(await screen.findByText(/é um número/)).toBeDefined();
  expect(document.activeElement?.textContent).toBe("Não abrir");
});

test("a harmless file opens, a dangerous one is saved only after a warning", async () => {
  const open = vi.spyOn(desk.files, "open");
  const save = vi.spyOn(desk.conversation, "saveAttachment");
  show(
    message({
      attachments: [
        fakeFile("a", "nota.pdf", "document"),
        fakeFile("b", "nota.exe", "danger"),
        fakeFile("c", "nfe.xml", "other"),
      ],
    }),
  );
  fireEvent.click(button(/^Abrir.*nota.pdf/));
  expect(open).toHaveBeenCalledWith("a");
  fireEvent.click(button(/nfe.xml/));
  expect(save).toHaveBeenLastCalledWith("c", "Salvar anexo");
  fireEvent.click(button(/nota.exe/));
  expect(await screen.findByRole("alertdialog")).toBeDefined();
  fireEvent.click(button("Não salvar"));
  expect(save).toHaveBeenCalledTimes(1);
  fireEvent.click(button(/nota.exe/));
  fireEvent.click(await screen.findByRole("button", { name: "Salvar mesmo assim" }));
  expect(save).toHaveBeenLastCalledWith("b", "Salvar anexo");
  expect(open).toHaveBeenCalledTimes(1);
});

test("pictures are looked at one after the other", async () => {
  const pictures = ["um", "dois", "três"].map((name) => fakeFile(name, name, "picture"));
  show(message({ channel: "whatsapp", attachments: pictures }));
  fireEvent.click(button("Ver dois"));
  const dialog = await screen.findByRole("dialog", { name: "Ver dois" });
  const place = () => screen.getByText(/de 3/).textContent;
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? dialog, { key });
  expect(place()).toBe("2 de 3");
  press("ArrowRight");
  expect(place()).toBe("3 de 3");
  press("ArrowRight");
  expect(place()).toBe("3 de 3");
  press("ArrowLeft");
  press("ArrowLeft");
  expect(place()).toBe("1 de 3");
  press("Escape");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("what a mail shows where it belongs is not listed again, and its logos never are", () => {
  const logo = fakeFile("logo", "logo.png", "picture", { inline: true, size: 4_000 });
  const photo = fakeFile("photo", "foto.jpg", "picture", { inline: true, size: 400_000 });
  const note = fakeFile("note", "nota.pdf", "document");
  const names = (formatted: boolean) => shownFiles([logo, photo, note], formatted).map((file) => file.id);
  expect(names(true)).toEqual(["note"]);
  expect(names(false)).toEqual(["photo", "note"]);
  expect(galleryOf([message({ attachments: [logo, photo, note] })]).map((file) => file.id)).toEqual(["photo"]);
});
