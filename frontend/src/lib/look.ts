import { useLayoutEffect } from "react";

export type Look = { theme: "system" | "light" | "dark"; text: "normal" | "large" | "larger" };

/** The sizes of the letters, the smallest first. */
export const textSizes = ["normal", "large", "larger"] as const satisfies Look["text"][];

/** Writes the theme and the size of the letters on <html>, where the style sheets look. */
export function useLook({ theme, text }: Look): void {
  useLayoutEffect(() => {
    document.documentElement.dataset.text = text;
  }, [text]);
  useLayoutEffect(() => {
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      const system = dark.matches ? "dark" : "light";
      document.documentElement.dataset.theme = theme === "system" ? system : theme;
    };
    apply();
    dark.addEventListener("change", apply);
    return () => dark.removeEventListener("change", apply);
  }, [theme]);
}
