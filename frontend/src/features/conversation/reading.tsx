import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Attachment, TimelineEntry } from "../../api/types";
import { LinkDialog, useLinkQuestion } from "./LinkDialog";
import { Viewer } from "./Viewer";

/** How a message is shown: folded words, all its words, or as it came. */
export type Look = {
  mode: "quick" | "text" | "formatted";
  /** A mail as it came is shown whole, not only its beginning. */
  whole: boolean;
  /** Its quotation is shown too. */
  quoted: boolean;
  /** The height that its frame had last; 0 before it was measured. */
  height: number;
};

type Reading = {
  look: (id: string) => Look | undefined;
  keep: (id: string, look: Look) => void;
  /** Told when the frame of a mail has its height for the first time. */
  onFrame: (id: string) => void;
  openFile: (attachmentId: string) => void;
  askLink: (address: string) => void;
};

const Context = createContext<Reading | null>(null);

function useReading(): Reading {
  const reading = useContext(Context);
  if (!reading) throw new Error("reading outside ReadingProvider");
  return reading;
}

export function useOnFrame(): Reading["onFrame"] {
  return useReading().onFrame;
}

export function useOpenFile(): Reading["openFile"] {
  return useReading().openFile;
}

export function useAskLink(): Reading["askLink"] {
  return useReading().askLink;
}

/**
 * How a message is shown. It is kept while the conversation is open: a message that is scrolled away and back
 * stands as tall as before, so that nothing around it moves.
 */
export function useLook(id: string, first: Look, anew: boolean): [Look, (change: Partial<Look>) => void] {
  const { look, keep } = useReading();
  const [now, setNow] = useState(() => (anew ? first : (look(id) ?? first)));
  const change = useCallback(
    (part: Partial<Look>) =>
      setNow((before) => {
        const next = { ...before, ...part };
        keep(id, next);
        return next;
      }),
    [id, keep],
  );
  return [now, change];
}

/** Pictures and films that can be looked at, oldest first. Small ones inside a mail are logos. */
export function galleryOf(items: TimelineEntry[]): Attachment[] {
  return items.flatMap((item) => (item.kind !== "message" ? [] : shownFiles(item.attachments, false).filter(canView)));
}

export function canView(file: Attachment): boolean {
  return file.url !== "" && (file.kind === "picture" || file.kind === "film");
}

/** Below this a picture inside a mail is decoration: a logo, a line, an icon. */
const decoration = 15_000;

/** The files to be listed under a message. What a mail shows where it belongs is not listed again. */
export function shownFiles(files: Attachment[], formatted: boolean): Attachment[] {
  return files.filter((file) => !file.inline || (!formatted && file.kind === "picture" && file.size >= decoration));
}

type Props = { items: TimelineEntry[]; onFrame: (id: string) => void; children: ReactNode };

/** What all messages of a conversation share: how each is shown, the picture viewer, and the question about links. */
export function ReadingProvider({ items, onFrame, children }: Props) {
  const looks = useRef(new Map<string, Look>());
  const [viewed, setViewed] = useState<string | null>(null);
  // What stands over the page is drawn outside its place, and would stay when another place is shown.
  useEffect(() => () => setViewed(null), []);
  const { link, askAddress, close } = useLinkQuestion();
  const gallery = useMemo(() => galleryOf(items), [items]);
  const reading = useMemo(
    (): Reading => ({
      look: (id) => looks.current.get(id),
      keep: (id, look) => looks.current.set(id, look),
      onFrame,
      openFile: setViewed,
      askLink: askAddress,
    }),
    [askAddress, onFrame],
  );
  return (
    <Context.Provider value={reading}>
      {children}
      <Viewer files={gallery} openId={viewed} onOpen={setViewed} />
      <LinkDialog link={link} close={close} />
    </Context.Provider>
  );
}
