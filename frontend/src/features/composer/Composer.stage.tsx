import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { Then } from "../../api/closing";
import { DeskProvider } from "../../api/react";
import { type Preferences, usualPreferences } from "../../api/settings";
import type { Card, Desk } from "../../api/types";
import { LanguageProvider } from "../../i18n/react";
import { CommandsProvider } from "../../lib/commands";
import { ToastPlace, ToastProvider } from "../../ui/toasts";
import { Composer } from "./Composer";

type Shown = {
  desk: Desk;
  card: Card;
  chosen?: Partial<Preferences>;
  onShow?: (messageId: string) => void;
  onClosing?: (then: Then) => void;
  onDone?: () => void;
  onReturn?: () => void;
};

const nothing = () => undefined;

/** The reply box in a shop in memory, for the tests of it. It gives what opens that of another. */
export async function showComposer({
  desk,
  card,
  chosen = {},
  onShow = nothing,
  onClosing = ({ close }) => close([]),
  onDone = nothing,
  onReturn = nothing,
}: Shown) {
  const page = (shown: Card) => (
    <LanguageProvider locale="pt-BR">
      <DeskProvider desk={desk} preferences={{ ...usualPreferences, signature: "Célia\nPapelaria Sabiá", ...chosen }}>
        <CommandsProvider>
          <ToastProvider>
            <Composer
              card={shown}
              links={{ onShow, onCase: nothing }}
              onClosing={onClosing}
              onDone={onDone}
              onReturn={onReturn}
            />
            <ToastPlace dismissLabel="x" />
          </ToastProvider>
        </CommandsProvider>
      </DeskProvider>
    </LanguageProvider>
  );
  const { rerender } = render(page(card));
  await waitFor(() => {
    if (document.querySelector('[aria-busy="true"]')) throw new Error("the box is being read");
  });
  return (other: Card) => rerender(page(other));
}

export const box = () => screen.getByLabelText<HTMLTextAreaElement>("Mensagem para Ana Beatriz Moraes");
export const noteBox = () => screen.getByLabelText<HTMLTextAreaElement>("Anotação sobre Ana Beatriz Moraes");
export const type = (text: string) => fireEvent.change(box(), { target: { value: text } });
export const via = (name: string | RegExp) => fireEvent.click(screen.getByRole("radio", { name }));

/** The customer when WhatsApp takes no free text from the shop any more. */
export const withClosedWindow = (card: Card): Card => ({
  ...card,
  channels: card.channels.map((each) => (each.windowed ? { ...each, windowUntil: 1 } : each)),
});
