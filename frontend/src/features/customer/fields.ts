import type { Edit } from "../../api/people";
import type { Translate } from "../../i18n/translate";
import { writtenBirthday } from "./birthday";

export const languageName = (language: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: "language" }).of(language) ?? language;

type Told = Pick<Edit, "field" | "name">;

/** What a field of a customer is called. */
export function fieldName({ field, name }: Told, t: Translate): string {
  if (field === "detail") return name;
  return field === "barred" ? t("field.barred", { name }) : t(`field.${field}`);
}

/** The value of a field as people read it; empty: nothing. */
export function fieldText(field: Edit["field"], value: string, t: Translate, locale: string): string {
  if (field === "group" || field === "barred") return t(value === "" ? "edits.no" : "edits.yes");
  if (value === "") return "";
  if (field === "birthday") return writtenBirthday(value, locale);
  if (field === "language") return languageName(value, locale);
  return value;
}
