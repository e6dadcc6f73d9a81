import { useEffect, useState } from "react";
import { useDesk } from "../../api/react";

/** The bytes of a sound or film as an address to play from, as long as the component is there. */
export function useBytes(url: string): { src: string | undefined; failed: boolean; fail: () => void } {
  const desk = useDesk();
  const [src, setSrc] = useState<string>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let made = "";
    let gone = false;
    desk.files.bytes(url).then(
      (bytes) => {
        if (gone) return;
        made = URL.createObjectURL(bytes);
        setSrc(made);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      if (made !== "") URL.revokeObjectURL(made);
    };
  }, [desk, url]);
  return { src, failed, fail: () => setFailed(true) };
}
