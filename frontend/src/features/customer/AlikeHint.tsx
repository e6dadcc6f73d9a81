import GitMerge from "lucide-react/icons/git-merge";
import type { Profile } from "../../api/people";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./people.module.css";

type Props = { profile: Profile; onMerge: (otherId: string) => void };

/** Who may be the same person; a suggestion that does nothing by itself. */
export function AlikeHint({ profile, onMerge }: Props) {
  const { t } = useWords();
  const likely = profile.alike[0];
  if (!likely) return null;
  const reason = likely.reasons.map((each) => t(`alike.${each}`)).join(", ");
  return (
    <div className={styles.alike}>
      <GitMerge size="1rem" />
      <p>{t("alike.hint", { name: likely.b.name, reason })}</p>
      <Button look="link" onClick={() => onMerge(likely.b.customerId)}>
        {t("alike.look")}
      </Button>
    </div>
  );
}
