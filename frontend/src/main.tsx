import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { DeskProvider } from "./api/react";
import type { Desk } from "./api/types";
import { ClosingQuestion } from "./ClosingQuestion";
import { Counter } from "./Counter";
import { CustomerDialogs } from "./CustomerDialogs";
import { Dressed } from "./Dressed";
import { Fallen } from "./features/shop/Fallen";
import { Unkept } from "./features/shop/Unkept";
import { Checklist } from "./features/welcome/Checklist";
import { Tried, ticking } from "./features/welcome/tried";
import { ToastProvider } from "./ui/toasts";
import "./styles/tokens.css";
import "./styles/tile.css";
import "./styles/base.css";

/** The real house in the window; in the development server, opened in a browser, a shop in memory. */
async function house(): Promise<Desk> {
  if (import.meta.env.DEV && !("go" in window)) return (await import("./api/fake")).fakeDesk();
  const bridge = await import("./api/desk");
  bridge.answerPings();
  return bridge.desk;
}

/** A link would replace the whole program by a web page: links go to the owner's browser. */
function keepLinksOutside(desk: Desk): void {
  const intercept = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    desk.shop.openLink(link.href).catch(() => undefined);
  };
  document.addEventListener("click", intercept, true);
  document.addEventListener("auxclick", intercept, true);
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
}

/** The system's notifications are for when nobody looks. */
function tellWhetherSeen(desk: Desk): void {
  const tell = (is: boolean) => void desk.shop.inFront(is).catch(() => undefined);
  let asking = 0;
  let seen = true;
  const look = () => {
    if (document.hasFocus() === seen) return;
    seen = !seen;
    tell(seen);
  };
  window.addEventListener("focus", () => {
    clearInterval(asking);
    seen = true;
    tell(true);
  });
  window.addEventListener("blur", () => {
    clearInterval(asking);
    look();
    // The focus may only have gone into a mail's frame, from where nobody tells when it leaves the window or comes back.
    if (document.activeElement instanceof HTMLIFrameElement) asking = window.setInterval(look, 1000);
  });
}

async function start(): Promise<void> {
  const desk = await house();
  keepLinksOutside(desk);
  tellWhetherSeen(desk);
  const face = await desk.shop.face();
  const tried = face.demo ? new Tried(localStorage) : null;
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <DeskProvider desk={tried ? ticking(desk, tried) : desk} preferences={face.preferences}>
        <Dressed face={face}>
          <Fallen again={() => window.location.reload()}>
            <ToastProvider>
              <CustomerDialogs>
                <ClosingQuestion>
                  <Counter demo={face.demo} connect={face.connect} aside={tried && <Checklist tried={tried} />} />
                </ClosingQuestion>
              </CustomerDialogs>
            </ToastProvider>
          </Fallen>
          <Unkept />
        </Dressed>
      </DeskProvider>
    </StrictMode>,
  );
}

void start();
