import { useWords } from "../../i18n/react";
import { moment } from "../../lib/time";
import { useMomentsWords } from "../../moments";
import { MomentsHint, MomentsPopover } from "../../ui/Moments";

type Props = {
  anchor: React.RefObject<HTMLElement | null>;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** When WhatsApp stops taking free text; 0: never. */
  windowUntil: number;
  onChoose: (at: number) => void;
};

/** When a reply is to leave: the usual moments, or any other. */
export function Later({ windowUntil, ...rest }: Props) {
  const { t, locale } = useWords();
  const about = (latest: number, now: number) =>
    windowUntil > 0 &&
    latest > windowUntil && <MomentsHint>{t("later.window", { time: moment(now, windowUntil, locale) })}</MomentsHint>;
  return (
    <MomentsPopover words={useMomentsWords()} title={t("later.title")} set={t("later.set")} about={about} {...rest} />
  );
}
