import User from "lucide-react/icons/user-round";
import { initials, tintOf } from "../lib/avatar";
import { ChannelShape, type ShownChannel } from "./channel";
import styles from "./ui.module.css";

type Props = { id: string; name: string; channel?: ShownChannel | undefined; large?: boolean };

/** Initials on a tint, with the channel's badge. Decoration: the name and the channel stand beside it in words. */
export function Avatar({ id, name, channel, large = false }: Props) {
  return (
    <span className={styles.avatar} data-tint={tintOf(id)} data-large={large || undefined} aria-hidden="true">
      {initials(name) || <User size="50%" strokeWidth={1.9} />}
      {channel && (
        <span className={styles.avatarChannel} data-channel={channel}>
          <ChannelShape channel={channel} size="0.875rem" />
        </span>
      )}
    </span>
  );
}
