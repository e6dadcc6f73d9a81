import Clock from "lucide-react/icons/clock";
import { useRef, useState } from "react";
import type { LogSheet } from "../../api/logbook";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { moment } from "../../lib/time";
import { usePastMomentsWords } from "../../moments";
import { Button } from "../../ui/Button";
import { MomentsPopover } from "../../ui/Moments";
import styles from "./logbook.module.css";

type Props = { sheet: LogSheet; onChange: (part: Partial<LogSheet>) => void };

/** When it was: now, unless it is written down later. */
export function WhenField({ sheet: { at }, onChange }: Props) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const anchor = useRef<HTMLDivElement>(null);
  const [choosing, setChoosing] = useState(false);
  const time = at === 0 ? t("logbook.when.now") : moment(now, at, locale);
  return (
    <div className={styles.moment} ref={anchor}>
      <Button look="quiet" aria-haspopup="dialog" onClick={() => setChoosing(true)}>
        <Clock size="0.875rem" strokeWidth={1.9} />
        {t("logbook.when", { time })}
      </Button>
      <MomentsPopover
        words={usePastMomentsWords(at)}
        anchor={anchor}
        open={choosing}
        onOpen={setChoosing}
        title={t("logbook.when.title")}
        set={t("logbook.when.set")}
        onChoose={(chosen) => {
          setChoosing(false);
          onChange({ at: chosen });
        }}
      />
    </div>
  );
}
