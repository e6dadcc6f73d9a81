import type { Campaign, CampaignMedium, CampaignWording } from "../../api/campaigns";

/** A wording that says nothing yet. */
export const noWording: CampaignWording = { text: "", template: "", vars: {} };

/** What a new campaign begins with. */
export function newCampaign(medium: CampaignMedium): Campaign {
  return { id: "", medium, subject: "", wordings: [noWording], date: 0, until: 0, segment: "", customers: [] };
}

/** Whether the program sends it. */
export function isSent(medium: CampaignMedium): medium is "whatsapp" | "email" | "sms" {
  return medium === "whatsapp" || medium === "email" || medium === "sms";
}

/** Whether what begins then does not begin at once. */
export function isLater(begins: number, now: number): boolean {
  return begins > now + 60_000;
}

/** Whether anything was typed. */
export function isBlank({ subject, wordings }: Campaign): boolean {
  return subject.trim() === "" && wordings.every(({ text, template }) => text.trim() === "" && template === "");
}
