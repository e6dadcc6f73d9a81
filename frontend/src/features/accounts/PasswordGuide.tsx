import ExternalLink from "lucide-react/icons/external-link";
import { useDesk } from "../../api/react";
import type { MailPlan } from "../../api/settings";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./accounts.module.css";

/** How the owner gets the password that this provider wants; nothing where the usual one does. */
export function PasswordGuide({ plan }: { plan: MailPlan }) {
  const { t } = useWords();
  const { provider } = plan;
  if (plan.switchOn) return <p className={styles.note}>{t("mail.switchOn", { provider })}</p>;
  if (!plan.appPassword) return null;
  return (
    <ol className={styles.guide} aria-label={t("mail.guide", { provider })}>
      <li>
        <span>{t("mail.openPage", { provider })}</span>
        {plan.passwordPage !== "" && <PageButton address={plan.passwordPage} label={t("mail.open")} />}
      </li>
      <li>
        <span>{t("mail.makePassword")}</span>
      </li>
      <li>
        <span>{t("mail.pasteHere")}</span>
      </li>
    </ol>
  );
}

/** Opens a page of the provider's in the owner's browser. */
export function PageButton({ address, label }: { address: string; label: string }) {
  const desk = useDesk();
  return (
    <Button look="line" className={styles.page} onClick={() => void desk.shop.openLink(address).catch(() => undefined)}>
      <ExternalLink size="1rem" />
      {label}
    </Button>
  );
}

/** What a provider wants for a password, by its name. */
export function usePasswordLabel(plan: MailPlan | null): string {
  const { t } = useWords();
  return plan?.appPassword ? t("mail.appPassword", { provider: plan.provider }) : t("mail.password");
}

/** Providers show app passwords in groups of letters; the spaces are not part of them. */
export function typedPassword(password: string, plan: MailPlan | null): string {
  return plan?.appPassword ? password.replaceAll(/\s/g, "") : password;
}
