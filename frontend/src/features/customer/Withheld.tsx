import { useTerms, useWithheld, useWithhold } from "../../api/useAssistant";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { Toggle } from "../../ui/form";
import styles from "./people.module.css";

/** Whether the model may be told of this customer. Not shown where no model is used, unless it was decided before. */
export function Withheld({ customerId }: { customerId: string }) {
  const { t } = useWords();
  const complain = useComplain();
  const on = useTerms().data?.on ?? false;
  const withheld = useWithheld(customerId).data ?? false;
  const deciding = useWithhold(customerId);
  if (!on && !withheld) return null;
  return (
    <section className={styles.card} aria-label={t("assist.title")}>
      <Toggle
        label={t("withhold.label")}
        hint={t("withhold.hint")}
        isSelected={deciding.isPending ? deciding.variables : withheld}
        onChange={(next) => deciding.mutate(next, { onError: complain })}
      />
    </section>
  );
}
