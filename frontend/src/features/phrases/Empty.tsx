import MessageSquareText from "lucide-react/icons/message-square-text";
import { usePhraseDeed } from "../../api/usePhrases";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { useToasts } from "../../ui/toasts";
import { NewButton } from "./NewButton";
import styles from "./phrases.module.css";
import type { Kind } from "./rules";

/** Nothing is kept yet: what this is for, and how to begin. */
export function Empty({ kind }: { kind: Kind }) {
  const { t, locale } = useWords();
  const complain = useComplain();
  const { show } = useToasts();
  const begin = usePhraseDeed((desk) => desk.phrases.begin(locale));
  const start = () => {
    begin.mutateAsync(undefined).then((n) => show({ text: t("phrases.begun", { n }) }), complain);
  };
  return (
    <div className={styles.empty}>
      <Notice title={t(`phrases.empty.${kind}.title`)} text={t(`phrases.empty.${kind}.text`)}>
        <MessageSquareText size="2.5rem" strokeWidth={1.5} />
      </Notice>
      <div className={styles.emptyDeeds}>
        {kind === "reply" && (
          <Button look="primary" disabled={begin.isPending} onClick={start}>
            {t("phrases.begin")}
          </Button>
        )}
        <NewButton kind={kind} look={kind === "reply" ? "line" : "primary"}>
          {t(`phrases.new.${kind}`)}
        </NewButton>
      </div>
    </div>
  );
}
