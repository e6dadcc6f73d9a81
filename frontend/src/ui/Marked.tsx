/** Text in which the words found stand between U+0002 and U+0003; anything else is text, never markup. */
export function Marked({ text }: { text: string }) {
  const parts = text.split("\u0002").flatMap((part, index) => {
    const [found, ...rest] = part.split("\u0003");
    return index > 0 && rest.length > 0
      ? [
          { found: true, text: found ?? "" },
          { found: false, text: rest.join("") },
        ]
      : [{ found: false, text: part }];
  });
  let at = 0;
  return parts.map((part) => {
    at += part.text.length + 1;
    return part.found ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>;
  });
}
