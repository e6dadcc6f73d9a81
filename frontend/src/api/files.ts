import * as bound from "../../wailsjs/go/window/Files";
import { call, DeskError } from "./bridge";
import type { FilesDesk } from "./letterTypes";

export const files: FilesDesk = {
  open: (attachmentId) => call(bound.Open(attachmentId)),
  bytes: (url) => call(fetched(url)),
};

async function fetched(url: string): Promise<Blob> {
  const answer = await fetch(url);
  if (!answer.ok) throw new DeskError({ code: "not_found", params: {} });
  return answer.blob();
}
