import { useCallback, useState, useSyncExternalStore } from "react";
import { useSheetInHand } from "./api/box";
import { problemOf } from "./api/bridge";
import type { LogEntry } from "./api/logbook";
import type { HandChannel } from "./api/types";
import { useCopyNumber } from "./caseNumbers";
import { LogSheet, logTextId } from "./features/logbook/LogSheet";
import { Written } from "./features/logbook/Written";
import { useWords } from "./i18n/react";
import { useCommands } from "./lib/commands";
import { focusWhenDrawn } from "./lib/focus";
import { useToasts } from "./ui/toasts";

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
  const { t, explain } = useWords();
  const { show } = useToasts();
  const copy = useCopyNumber();
  const hand = useSheetInHand();
  const held = useSyncExternalStore(hand.subscribe, hand.held);
  const [entry, setEntry] = useState<LogEntry | null>(null);
  const forget = useCallback(() => setEntry(null), []);
  const attempt = (deed: Promise<void>, then: () => void) =>
    void deed.then(then, (thrown: unknown) => show({ tone: "bad", text: explain(problemOf(thrown)) }));
  const begin = (channel: HandChannel) => {
    if (place === "side") focusWhenDrawn(logTextId);
    else attempt(hand.open(channel, customerId ?? ""), () => setOpen(true));
  };
  useCommands({
    "logbook.open": { run: () => begin("phone") },
    "logbook.visit": { run: () => begin("counter") },
  });
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
          onWritten={(written) => {
            setOpen(false);
            setEntry(written);
          }}
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
        {entry && (
          <Written
            key={entry.messageId}
            entry={entry}
            onCopy={() => void copy(entry.protocol)}
            onOpen={() => {
              forget();
              onCustomer(entry.customerId);
            }}
            onClose={forget}
          />
        )}
      </div>
    </>
  );
}
