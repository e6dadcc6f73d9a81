import { useCallback, useState, useSyncExternalStore } from "react";
import { useSheetInHand } from "./api/box";
import type { LogSheet as Sheet } from "./api/logbook";
import type { Written } from "./api/sheetInHand";
import type { HandChannel } from "./api/types";
import { useCopyNumber } from "./caseNumbers";
import { useComplain } from "./complain";
import { LogSheet, logTextId } from "./features/logbook/LogSheet";
import { WrittenCard } from "./features/logbook/WrittenCard";
import { useWords } from "./i18n/react";
import { useCommands } from "./lib/commands";
import { focusWhenDrawn } from "./lib/focus";
import { useToasts } from "./ui/toasts";

/** What is told of a sheet that was written down, and can be taken back. */
type Told = Written & { forgetUndo: () => void };

type Place = "away" | "middle" | "side";

/** Where the sheet is that calls and visits are written down on. It comes back where it was last. */
export function useLogbook() {
  const [open, setOpen] = useState(false);
  const [atSide, setAtSide] = useState(false);
  const place: Place = !open ? "away" : atSide ? "side" : "middle";
  return { place, setOpen, setAtSide };
}

type Props = ReturnType<typeof useLogbook> & {
  /** Who is in front of the owner, and proposed as who it was. */
  customerId: string | null;
  onCustomer: (customerId: string) => void;
};

/** Writes calls and visits down, from wherever the owner is. */
export function Logbook({ place, setOpen, setAtSide, customerId, onCustomer }: Props) {
  const { t } = useWords();
  const complain = useComplain();
  const { show, remember } = useToasts();
  const copy = useCopyNumber();
  const hand = useSheetInHand();
  const held = useSyncExternalStore(hand.subscribe, hand.held);
  const [written, setWritten] = useState<Told | null>(null);
  const forget = useCallback(() => setWritten(null), []);
  const attempt = (deed: Promise<void>, then: () => void) => void deed.then(then, complain);
  const begin = (channel: HandChannel) => {
    if (place === "side") focusWhenDrawn(logTextId);
    else attempt(hand.open(channel, customerId ?? ""), () => setOpen(true));
  };
  useCommands({
    "logbook.open": { run: () => begin("phone") },
    "logbook.visit": { run: () => begin("counter") },
  });
  const takeBack = (sheet: Sheet) => {
    setWritten((told) => (told?.sheet.caseId === sheet.caseId ? null : told));
    attempt(hand.takeBack(sheet), () => setOpen(true));
  };
  const tell = ({ sheet, entry }: Written) => {
    setOpen(false);
    setWritten({ sheet, entry, forgetUndo: remember(() => takeBack(sheet)) });
  };
  const close = () => {
    void hand.flush();
    setOpen(false);
  };
  return (
    <>
      {place !== "away" && held && (
        <LogSheet
          key={held.sheet.caseId}
          hand={hand}
          held={held}
          docked={place === "side"}
          onDock={setAtSide}
          onClose={close}
          onAnother={() => attempt(hand.begin("phone", ""), () => undefined)}
          onWritten={tell}
          onDiscarded={(number) => {
            setOpen(false);
            show({ text: t("logbook.discarded", { number }) });
          }}
          onEnded={() => {
            setOpen(false);
            show({ tone: "bad", text: t("logbook.ended") });
          }}
          onCopy={copy}
        />
      )}
      <div role="status" aria-live="polite">
        {written && (
          <WrittenCard
            key={written.entry.messageId}
            entry={written.entry}
            onCopy={() => void copy(written.entry.protocol)}
            onOpen={() => {
              forget();
              onCustomer(written.entry.customerId);
            }}
            onUndo={() => {
              written.forgetUndo();
              takeBack(written.sheet);
            }}
            onClose={forget}
          />
        )}
      </div>
    </>
  );
}
