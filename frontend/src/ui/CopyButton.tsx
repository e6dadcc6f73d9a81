import Copy from "lucide-react/icons/copy";
import { useState } from "react";
import { Button } from "./Button";

type Props = {
  text: string;
  label: string;
  /** Said in place of the label once the text lies where it can be pasted from. */
  copied: string;
  look?: "line" | "primary";
  className?: string | undefined;
};

/** Copies a text, and says so in its own place: what stands in a dialog has no toast. */
export function CopyButton({ text, label, copied, look = "line", className }: Props) {
  const [last, setLast] = useState<string | null>(null);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setLast(text),
      () => setLast(null),
    );
  };
  return (
    <Button look={look} className={className} onClick={copy}>
      <Copy size="1.125rem" />
      <span role="status">{last === text ? copied : label}</span>
    </Button>
  );
}
