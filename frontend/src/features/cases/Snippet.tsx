import type { Channel } from "../../api/types";
import { useWords } from "../../i18n/react";
import { ChannelShape } from "../../ui/channel";
import { Hidden } from "../../ui/Hidden";
import styles from "./cases.module.css";

/** How a message begins, and by which channel it came or went. */
export function Snippet({ channel, text }: { channel: Channel; text: string }) {
  const { t } = useWords();
  return (
    <>
      <span className={styles.shape} data-channel={channel}>
        <ChannelShape channel={channel} size="1rem" />
        <Hidden>{t(`channel.${channel}`)}: </Hidden>
      </span>
      <span className={styles.begins} dir="auto">
        {text}
      </span>
    </>
  );
}
