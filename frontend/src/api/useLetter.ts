import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { keys } from "./changes";
import type { LetterView } from "./letterTypes";
import { useDesk } from "./react";

/** How long a mail that is no longer on screen is kept: reading it again may ask strangers for its pictures again. */
const keptFor = 30 * 60_000;

/**
 * A mail as it came: its view, its HTML, and what the owner decides about its pictures. A mail never changes, so
 * no change event reads it again. While pictures are on their way the HTML without them stays.
 */
export function useLetter(messageId: string) {
  const desk = useDesk();
  const client = useQueryClient();
  const view = useQuery({
    queryKey: keys.letter(messageId),
    queryFn: () => desk.letters.open(messageId),
    staleTime: "static",
    gcTime: keptFor,
  });
  const url = view.data?.url ?? "";
  const html = useQuery({
    queryKey: keys.letterHtml(url),
    queryFn: () => desk.letters.html(view.data as LetterView),
    enabled: view.data !== undefined,
    staleTime: "static",
    gcTime: keptFor,
    placeholderData: (before) => before,
  });
  const decide = useMutation({
    mutationFn: (decision: "show" | "always" | "hide") =>
      decision === "hide"
        ? desk.letters.hidePictures(messageId)
        : desk.letters.showPictures(messageId, decision === "always"),
    onSuccess: (decided) => client.setQueryData(keys.letter(messageId), decided),
    gcTime: 0,
  });
  return { view: view.data, html: html.data, waiting: html.isPlaceholderData, error: view.error ?? html.error, decide };
}
