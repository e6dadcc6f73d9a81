import Ticket from "lucide-react/icons/ticket";
import X from "lucide-react/icons/x";
import { useWords } from "../../i18n/react";
import { countSms } from "../../lib/segments";
import { Button } from "../../ui/Button";
import styles from "./composer.module.css";

type Props = {
  protocol: string;
  sms: boolean;
  text: string;
  /** The text with the line that tells the number. */
  leaves: string;
  onRemove: () => void;
};

/** The number that this reply tells for the first time; on SMS with what it costs. It can be left out. */
export function Telling({ protocol, sms, text, leaves, onRemove }: Props) {
  const { t } = useWords();
  const before = countSms(text);
  const after = countSms(leaves);
  const more = after.parts - before.parts;
  const cost = more > 0 ? t("telling.costs", { n: more }) : t("telling.room", { n: after.used - before.used });
  return (
    <p className={styles.telling}>
      <Ticket size="0.875rem" strokeWidth={1.9} />
      <span>
        {t("telling.goes", { number: protocol })}
        {sms && ` · ${cost}`}
      </span>
      <Button look="icon" className={styles.remove} aria-label={t("telling.remove")} onClick={onRemove}>
        <X size="0.875rem" />
      </Button>
    </p>
  );
}
