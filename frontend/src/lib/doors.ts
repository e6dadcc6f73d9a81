/** A way into the shop from outside: the link to its WhatsApp, or the form of its site. */
export type Door = "link" | "form";

/** The way in that leads to an account; null where there is none. Dial are the digits of a WhatsApp number. */
export function doorTo({ channel, dial }: { channel: string; dial: string }): Door | null {
  if (channel === "email") return "form";
  return dial === "" ? null : "link";
}
