import type { ComponentProps } from "react";
import styles from "./ui.module.css";

type Look = "primary" | "line" | "quiet" | "icon" | "link";

/** A button with one of the five looks. An icon button needs aria-label, and shows it as its tooltip. */
export function Button({ look, className, type = "button", ...rest }: ComponentProps<"button"> & { look: Look }) {
  const title = look === "icon" && rest.title === undefined ? rest["aria-label"] : rest.title;
  const classes = [styles.button, styles[look], className].filter(Boolean).join(" ");
  return <button {...rest} type={type} className={classes} title={title} />;
}
