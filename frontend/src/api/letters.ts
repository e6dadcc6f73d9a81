import * as bound from "../../wailsjs/go/window/Letters";
import { ClipboardSetText, EventsOn } from "../../wailsjs/runtime/runtime";
import { call, DeskError } from "./bridge";
import type { LettersDesk } from "./letterTypes";

const linkEvent = "balcao:link";

/** How long pictures may take: Go gives up on each after a quarter of a minute. */
const pictures = 120_000;

export const letters: LettersDesk = {
  open: (messageId) => call(bound.Open(messageId)),
  showPictures: (messageId, always) => call(bound.ShowPictures(messageId, always)),
  hidePictures: (messageId) => call(bound.HidePictures(messageId)),
  html: (view) => call(fetched(view.url), pictures),
  link: (token) => call(bound.Link(token)),
  inspect: (address) => call(bound.Inspect(address)),
  copy: async (text) => {
    await call(ClipboardSetText(text));
  },
  onLink: (listener) => EventsOn(linkEvent, (token: string) => listener(token)),
};

async function fetched(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new DeskError({ code: "not_found", params: {} });
  return answer.text();
}
