/** What the text that was typed to find somebody could reach her by. Whether it does, the Go side says. */
export function contactIn(text: string): "phone" | "email" | null {
  const typed = text.trim();
  if (/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(typed)) return "email";
  // Without points and slashes, which stand in documents and dates.
  return /^\+?[\d\s()-]+$/.test(typed) && typed.replace(/\D/g, "").length >= 8 ? "phone" : null;
}
