import Ticket from "lucide-react/icons/ticket";
import X from "lucide-react/icons/x";
import type { ReplyChannel } from "../../api/types";
import { useWords } from "../../i18n/react";
import { countSms } from "../../lib/segments";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";
import type { Telling } from "./useTelling";

type Props = { channel: ReplyChannel; telling: Telling; text: string; onRemove: () => void };

/** The number that this reply tells for the first time; on SMS with what it costs. It can be left out. */
export function TellingLine({ channel, telling, text, onRemove }: Props) {
  const { t } = useWords();
  if (!telling.told) return null;
  const before = countSms(text);
  const after = countSms(telling.leaves);
  const more = after.parts - before.parts;
  const cost = more > 0 ? t("telling.costs", { n: more }) : t("telling.room", { n: after.used - before.used });
  return (
    <p className={styles.telling}>
      <Ticket size="0.875rem" strokeWidth={1.9} />
      <span>
        {t("telling.goes", { number: telling.told.protocol })}
        {channel.channel === "sms" && ` · ${cost}`}
      </span>
      <Button look="icon" className={styles.remove} aria-label={t("telling.remove")} onClick={onRemove}>
        <X size="0.875rem" />
      </Button>
    </p>
  );
}
