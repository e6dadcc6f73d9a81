import { useMemo } from "react";
import styles from "./doors.module.css";
import { squaresOf } from "./qr";

/** A QR code, dark on white in every theme: many readers do not know the other way round. */
export function QrCode({ link, label }: { link: string; label: string }) {
  const { side, path } = useMemo(() => squaresOf(link), [link]);
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={`M0 0h${side}v${side}h-${side}z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
