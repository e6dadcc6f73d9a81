import type { AccountCard } from "../../api/settings";
import type { Translate } from "../../i18n/translate";

type Mailbox = Pick<AccountCard, "address" | "ownDomain">;

/**
 * What a form's mail looks like so that backend/ingest knows who wrote it; its tests read what is made here. From a shop's
 * own domain the lines are believed. Of any other sender they are where the Reply-To says the same: so there the address is needed.
 */
export function exampleMail({ address, ownDomain }: Mailbox, t: Translate): string {
  const email = t("recipe.visitorEmail");
  return [
    `From: site@${ownDomain || "example.com"}`,
    `To: ${address}`,
    `Reply-To: ${t("recipe.visitor")} <${email}>`,
    `Subject: ${t("recipe.subject")}`,
    "Content-Type: text/plain; charset=UTF-8",
    "",
    `${t("recipe.name")}: ${t("recipe.visitor")}`,
    `${t("recipe.email")}: ${email}`,
    `${t("recipe.phone")}: ${t("recipe.visitorPhone")}`,
    `${t("recipe.message")}: ${t("recipe.words")}`,
  ].join("\n");
}

/** The text for whoever keeps the site. */
export function recipe(mailbox: Mailbox, t: Translate): string {
  const own = mailbox.ownDomain !== "";
  const steps = [
    t("recipe.to", { address: mailbox.address }),
    own ? t("recipe.from", { from: `site@${mailbox.ownDomain}` }) : t("recipe.fromShared"),
    t(own ? "recipe.reply" : "recipe.replyShared"),
    t("recipe.body"),
    t("recipe.phoneHow", { phone: t("recipe.visitorPhone") }),
    t("recipe.clean"),
  ];
  const numbered = steps.map((step, i) => `${i + 1}. ${step}`);
  return [t("recipe.ask"), "", ...numbered, "", t("recipe.example"), "", exampleMail(mailbox, t)].join("\n");
}
