import { useWords } from "../../i18n/react";
import { ChannelShape } from "../../ui/channel";
import styles from "./welcome.module.css";

const petals = [0, 90, 180, 270];
const corners = [
  [0, 0],
  [72, 0],
  [0, 72],
  [72, 72],
] as const;
const awning = Array.from({ length: 10 }, (_, at) => at * 64);

/** The corner shop: a tiled wall, an awning, a counter with a bell. Only to be looked at. */
export function Scene() {
  return (
    <div className={styles.art} aria-hidden="true">
      <svg className={styles.scene} viewBox="0 0 600 768" preserveAspectRatio="xMidYMax slice">
        <defs>
          <Tile />
          <linearGradient id="welcome-fade" x1="0" x2="0" y1="0" y2="1">
            <stop offset="0" stopColor="#08272f" stopOpacity=".55" />
            <stop offset=".35" stopColor="#08272f" stopOpacity="0" />
          </linearGradient>
        </defs>
        <rect width="600" height="768" fill="url(#welcome-tile)" />
        <rect width="600" height="768" fill="url(#welcome-fade)" />
        <g transform="translate(-20 0)">
          {awning.map((x) => (
            <path key={x} d={`M${x} 92a32 32 0 0 0 64 0v10a32 32 0 0 1-64 0z`} fill="#0a2b33" opacity=".25" />
          ))}
          {awning.map((x, at) => (
            <path key={x} d={`M${x} 0h64v92a32 32 0 0 1-64 0z`} fill={at % 2 === 0 ? "#f2b640" : "#fbf6ea"} />
          ))}
          <rect width="640" height="14" fill="#0b333d" />
        </g>
        <Books />
        <Plant />
        <Bell />
        <rect x="-10" y="640" width="620" height="34" fill="#c98f52" />
        <rect x="-10" y="640" width="620" height="7" fill="#dba669" />
        <rect x="-10" y="674" width="620" height="120" fill="#8a5a2c" />
        <path d="M90 674v94M210 674v94M330 674v94M450 674v94M570 674v94" stroke="#7a4e25" strokeWidth="3" />
      </svg>
      <Bubbles />
    </div>
  );
}

function Tile() {
  return (
    <pattern
      id="welcome-tile"
      width="72"
      height="72"
      patternUnits="userSpaceOnUse"
      patternTransform="translate(-16 10)"
    >
      <rect width="72" height="72" fill="#124b58" />
      {corners.map(([x, y]) => (
        <g key={`${x} ${y}`}>
          <circle cx={x} cy={y} r="17" fill="none" stroke="#1d6070" strokeWidth="4.5" />
          <circle cx={x} cy={y} r="5" fill="#2e7a8a" />
        </g>
      ))}
      {petals.map((turn) => (
        <path
          key={turn}
          d="M36 36C25.5 27.75 25.5 15.75 36 6.75C46.5 15.75 46.5 27.75 36 36Z"
          fill="#1d6070"
          transform={`rotate(${turn} 36 36)`}
        />
      ))}
      <circle cx="36" cy="36" r="4.6" fill="#2e7a8a" />
    </pattern>
  );
}

function Books() {
  return (
    <g transform="translate(92 548)">
      <rect y="62" width="150" height="30" rx="5" fill="#a5432f" />
      <rect y="69" width="150" height="4" fill="#8c3626" />
      <rect x="10" y="34" width="128" height="28" rx="5" fill="#f3ebda" />
      <rect x="10" y="41" width="128" height="4" fill="#dccfb4" />
      <rect x="4" y="4" width="118" height="30" rx="5" fill="#1b3d46" />
      <rect x="4" y="11" width="118" height="4" fill="#2f6472" />
      <path d="M98 4v24l-6-5-6 5V4z" fill="#f2b640" />
    </g>
  );
}

function Plant() {
  return (
    <g transform="translate(300 516)">
      <path d="M34 62C10 54 0 34 4 14c20 4 32 22 30 48z" fill="#2f7d57" />
      <path d="M38 62C34 34 42 12 60 2c10 20 2 46-22 60z" fill="#3c9468" />
      <path d="M36 62C32 40 26 26 34 4c12 16 12 38 2 58z" fill="#256b49" />
      <path d="M12 62h50l-7 58a6 6 0 0 1-6 5H25a6 6 0 0 1-6-5z" fill="#fbf6ea" />
      <path d="M10 58h54v12H10z" fill="#eadfc8" />
      <path d="M18 92h38" stroke="#2e7a8a" strokeWidth="3" strokeDasharray="6 5" />
    </g>
  );
}

function Bell() {
  return (
    <g transform="translate(402 560)">
      <ellipse cx="46" cy="82" rx="56" ry="8" fill="#7a4f24" opacity=".35" />
      <rect x="-4" y="70" width="100" height="12" rx="6" fill="#22363b" />
      <path d="M6 70a40 40 0 0 1 80 0z" fill="#f2b640" />
      <path d="M20 62a28 28 0 0 1 18-24" stroke="#fce3a6" strokeWidth="5" strokeLinecap="round" fill="none" />
      <circle cx="46" cy="27" r="7" fill="#d99a24" />
    </g>
  );
}

const said = ["whatsapp", "email", "sms"] as const;

function Bubbles() {
  const { t } = useWords();
  return (
    <div className={styles.bubbles}>
      {said.map((channel) => (
        <div key={channel} className={styles.bubble} data-channel={channel}>
          <span className={styles.bubbleIcon}>
            <ChannelShape channel={channel} size="1.375rem" />
          </span>
          <span>
            <b>{t(`welcome.says.${channel}`)}</b>
            <small>{t(`welcome.who.${channel}`)}</small>
          </span>
        </div>
      ))}
    </div>
  );
}
