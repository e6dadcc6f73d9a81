import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useInsertionEffect,
  useState,
  useSyncExternalStore,
} from "react";
import { useStable } from "../lib/stable";
import type { Slot } from "./composer";
import { type Box, Drafts } from "./drafts";
import { Fillings } from "./fillings";
import { type Keeper, Keeping } from "./keeping";
import type { TemplateChoice } from "./phrases";
import { SheetInHand } from "./sheetInHand";
import type { Desk } from "./types";

type Held = {
  drafts: Drafts;
  sheet: SheetInHand;
  fillings: Fillings;
  keeping: Keeping;
  /** Takes a message back and puts its words into the box, of another channel if one is named. */
  takeBack: (customerId: string, deliveryId: string, channel?: Slot) => Promise<void>;
};

const Context = createContext<Held | null>(null);

/** Keeps what is typed, also when the owner looks away and before the window closes. */
export function DraftsProvider({ desk, children }: { desk: Desk; children: ReactNode }) {
  const [held] = useState((): Held => {
    const drafts = new Drafts(desk.composer);
    const sheet = new SheetInHand(desk.logbook);
    const keeping = new Keeping(desk.composer);
    keeping.add(() => drafts.keep());
    keeping.add(() => sheet.keep());
    return {
      drafts,
      sheet,
      fillings: new Fillings(),
      keeping,
      takeBack: async (customerId, deliveryId, channel) => {
        await drafts.open(customerId);
        await drafts.inTurn(customerId, async () => {
          const slot = await desk.composer.takeBack(deliveryId, channel ?? "");
          await drafts.reread(customerId, slot);
        });
      },
    };
  });
  useEffect(() => {
    const { keeping } = held;
    const flush = () => void keeping.keep();
    const stop = desk.composer.onClosing(() => void keeping.close());
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("blur", flush);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("blur", flush);
    };
  }, [held, desk]);
  return <Context.Provider value={held}>{children}</Context.Provider>;
}

function useHeld(): Held {
  const held = useContext(Context);
  if (!held) throw new Error("drafts outside DraftsProvider");
  return held;
}

export const useDrafts = (): Drafts => useHeld().drafts;
export const useSheetInHand = (): SheetInHand => useHeld().sheet;
export const useKeeping = (): Keeping => useHeld().keeping;
export const useTakeBack = (): Held["takeBack"] => useHeld().takeBack;

/** The box of a customer; undefined for the moment in which it is read. It is saved when the owner leaves it. */
export function useBox(customerId: string): Box | undefined {
  const { drafts } = useHeld();
  useEffect(() => {
    void drafts.open(customerId);
    return () => void drafts.flush(customerId);
  }, [drafts, customerId]);
  return useSyncExternalStore(
    drafts.subscribe,
    useCallback(() => drafts.box(customerId), [drafts, customerId]),
  );
}

/** What is being filled for a customer instead of words of her own. */
export function useFilling(customerId: string) {
  const { fillings } = useHeld();
  const filling = useSyncExternalStore(
    fillings.subscribe,
    useCallback(() => fillings.of(customerId), [fillings, customerId]),
  );
  return {
    filling,
    fill: (filled: TemplateChoice) => fillings.fill(customerId, filled),
    sent: (filled: TemplateChoice) => fillings.sent(customerId, filled),
  };
}

/** Has something kept whenever the owner looks away, and before the window closes. */
export function useKeeper(keep: Keeper): void {
  const { keeping } = useHeld();
  const latest = useStable(keep);
  // Any other effect ends while the place is hidden, and what is typed there is to be kept too.
  useInsertionEffect(() => keeping.add(latest), [keeping, latest]);
}
