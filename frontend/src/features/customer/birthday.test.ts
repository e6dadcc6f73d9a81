import { describe, expect, test } from "vitest";
import { locales } from "../../i18n/catalogue";
import { readBirthday, writtenBirthday } from "./birthday";

test.each([
  ["5/3", "pt-BR", "--03-05"],
  ["05/03/1987", "pt-BR", "1987-03-05"],
  ["5.3.1987", "es", "1987-03-05"],
  [" 29 2 ", "ca", "--02-29"],
  ["1987-03-05", "en", "1987-03-05"],
  ["29/2/1987", "pt-BR", null],
  ["31/4", "pt-PT", null],
  ["5/3/87", "pt-BR", null],
  ["5", "pt-BR", null],
  ["5/3/1987/1", "pt-BR", null],
  ["5 de março", "pt-BR", null],
  ["", "pt-BR", null],
])("%s in %s is %s", (typed, locale, want) => {
  expect(readBirthday(typed, locale)).toBe(want);
});

describe.each(locales)("%s", (locale) => {
  test.each(["1987-03-05", "--03-05", "--02-29", "2000-12-31"])("reads %s as it writes it", (birthday) => {
    expect(readBirthday(writtenBirthday(birthday, locale), locale)).toBe(birthday);
  });
  test("writes nothing for nothing", () => expect(writtenBirthday("", locale)).toBe(""));
});
