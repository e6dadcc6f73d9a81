import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import type { Slot } from "./composer";
import { type Box, Drafts } from "./drafts";
import { SheetInHand } from "./sheetInHand";
import type { Desk } from "./types";

type Held = {
  drafts: Drafts;
  sheet: SheetInHand;
  /** Takes a message back and puts its words into the box, of another channel if one is named. */
  takeBack: (customerId: string, deliveryId: string, channel?: Slot) => Promise<void>;
};

const Context = createContext<Held | null>(null);

/** Keeps what is typed, and saves it before the window closes. */
export function DraftsProvider({ desk, children }: { desk: Desk; children: ReactNode }) {
  const [held] = useState((): Held => {
    const drafts = new Drafts(desk.composer);
    return {
      drafts,
      sheet: new SheetInHand(desk.logbook),
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
    const save = () => Promise.all([held.drafts.flush(), held.sheet.flush()]);
    const flush = () => void save();
    const close = () => void save().finally(() => desk.composer.settled().catch(() => undefined));
    const stop = desk.composer.onClosing(close);
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
