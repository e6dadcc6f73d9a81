import type { window as wire } from "../../wailsjs/go/models";

/** What looks like a trick about a link; the words of the sanitiser. */
export type LinkFlag = "other_host" | "user_info" | "punycode" | "mixed_script" | "bidi" | "numeric_host";

/** What may be done with a file. */
export type FileKind = "picture" | "sound" | "film" | "document" | "danger" | "other";

export type LetterView = wire.LetterView;
export type LinkView = Omit<wire.LinkView, "kind" | "flags"> & { kind: "web" | "mail" | "phone"; flags: LinkFlag[] };

/** Mails as they came. */
export type LettersDesk = {
  open: (messageId: string) => Promise<LetterView>;
  /** Fetches the pictures that lie elsewhere, this time or always for this sender. */
  showPictures: (messageId: string, always: boolean) => Promise<LetterView>;
  hidePictures: (messageId: string) => Promise<LetterView>;
  /** The mail's HTML, made harmless in Go; it may take as long as its pictures do. */
  html: (view: LetterView) => Promise<string>;
  /** Where a link leads, by the token that onLink told. */
  link: (token: string) => Promise<LinkView>;
  /** Where an address leads that stands in plain text. */
  inspect: (address: string) => Promise<LinkView>;
  /** Puts an address on the clipboard. */
  copy: (text: string) => Promise<void>;
  /** Listens for clicks on links inside mails; gives back how to stop. */
  onLink: (listener: (token: string) => void) => () => void;
};

/** The files of messages. */
export type FilesDesk = {
  /** Opens a harmless file with the system's program. */
  open: (attachmentId: string) => Promise<void>;
  /** The bytes of a sound or film, to be played from memory. */
  bytes: (url: string) => Promise<Blob>;
};
