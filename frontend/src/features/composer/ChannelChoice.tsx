import { Label, Radio, RadioGroup } from "react-aria-components";
import type { Channel, ReplyChannel } from "../../api/types";
import { useWords } from "../../i18n/react";
import { ChannelShape } from "../../ui/channel";
import styles from "./composer.module.css";

type Props = { channels: ReplyChannel[]; value: Channel; onChange: (channel: Channel) => void };

/** By which channel the answer goes: shape, colour and word. */
export function ChannelChoice({ channels, value, onChange }: Props) {
  const { t } = useWords();
  return (
    <RadioGroup
      className={styles.via ?? ""}
      orientation="horizontal"
      value={value}
      onChange={(chosen) => onChange(chosen as Channel)}
    >
      <Label className={styles.viaLabel ?? ""}>{t("composer.via")}</Label>
      {channels.map(({ channel }) => (
        <Radio key={channel} value={channel} className={styles.choice ?? ""} data-channel={channel}>
          <ChannelShape channel={channel} />
          {t(`channel.${channel}`)}
        </Radio>
      ))}
    </RadioGroup>
  );
}
