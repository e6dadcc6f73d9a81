import { describe, expect, test } from "vitest";
import { spokenMoment, spokenPast } from "./spokenMoment";

/** A Wednesday. */
const now = new Date(2026, 10, 25, 15, 20).getTime();
const at = (month: number, day: number, hours: number, minutes = 0, year = 2026) =>
  new Date(year, month - 1, day, hours, minutes).getTime();

describe("a moment as people write it", () => {
  test.each<[string, string, number]>([
    ["pt-BR", "sexta 10h", at(11, 27, 10)],
    ["pt-BR", "sexta-feira às 10h30", at(11, 27, 10, 30)],
    ["pt-BR", "Sex 10", at(11, 27, 10)],
    ["pt-BR", "próxima segunda", at(11, 30, 9)],
    ["pt-BR", "quarta", at(12, 2, 9)],
    ["pt-BR", "amanhã", at(11, 26, 9)],
    ["pt-BR", "amanhã de manhã", at(11, 26, 9)],
    ["pt-BR", "amanhã à tarde", at(11, 26, 14)],
    ["pt-BR", "depois de amanhã 8:15", at(11, 27, 8, 15)],
    ["pt-BR", "hoje à noite", at(11, 25, 19)],
    ["pt-BR", "hoje 18h", at(11, 25, 18)],
    ["pt-BR", "17h", at(11, 25, 17)],
    ["pt-BR", "10h", at(11, 26, 10)],
    ["pt-BR", "dia 12", at(12, 12, 9)],
    ["pt-BR", "dia 28 às 9:30", at(11, 28, 9, 30)],
    ["pt-BR", "24/12 10h", at(12, 24, 10)],
    ["pt-BR", "05/01", at(1, 5, 9, 0, 2027)],
    ["pt-BR", "2026-12-01 14:00", at(12, 1, 14)],
    ["pt-BR", "em 2 horas", now + 2 * 3_600_000],
    ["pt-BR", "daqui a 30 min", now + 30 * 60_000],
    ["pt-BR", "em 3 dias", now + 3 * 86_400_000],
    ["pt-BR", "2 semanas", now + 14 * 86_400_000],
    ["pt-BR", "em uma hora", now + 3_600_000],
    ["pt-PT", "sexta-feira 10h", at(11, 27, 10)],
    ["pt-PT", "amanhã às 3 da tarde", at(11, 26, 15)],
    ["en", "friday 10am", at(11, 27, 10)],
    ["en", "next fri at 3:30 pm", at(11, 27, 15, 30)],
    ["en", "tomorrow at 3pm", at(11, 26, 15)],
    ["en", "tomorrow evening", at(11, 26, 19)],
    ["en", "in 2 hours", now + 2 * 3_600_000],
    ["en", "the 12th", at(12, 12, 9)],
    ["en", "12/24", at(12, 24, 9)],
    ["es", "viernes 10h", at(11, 27, 10)],
    ["es", "mañana a las 10", at(11, 26, 10)],
    ["es", "viernes por la mañana", at(11, 27, 9)],
    ["es", "mañana por la mañana", at(11, 26, 9)],
    ["es", "pasado mañana", at(11, 27, 9)],
    ["es", "el viernes a las 4 de la tarde", at(11, 27, 16)],
    ["es", "dentro de 3 días", now + 3 * 86_400_000],
    ["ca", "divendres 10h", at(11, 27, 10)],
    ["ca", "demà a les 10", at(11, 26, 10)],
    ["ca", "demà passat", at(11, 27, 9)],
    ["ca", "dimarts al matí", at(12, 1, 9)],
    ["ca", "d'aquí 2 hores", now + 2 * 3_600_000],
  ])("%s: %s", (locale, typed, want) => {
    expect(new Date(spokenMoment(typed, now, locale) ?? 0)).toEqual(new Date(want));
  });

  test.each([
    "",
    "   ",
    "às",
    "depois do almoço",
    "sexta 25h",
    "32/13",
    "dia 45",
    "10:75",
    "42",
    "amanhã talvez",
    "sexta 10h 11h",
    "sexta passada",
    "ontem",
  ])("%j is not guessed", (typed) => {
    expect(spokenMoment(typed, now, "pt-BR")).toBeNull();
  });

  test("any text is answered, with a moment or none", () => {
    const pieces = ["sexta", "10h", "24/12", "em", "dia", "3", "pm", "amanhã", "-", "9:99", "(", "[", "\\", "😀", "12"];
    for (let i = 0; i < 3000; i++) {
      const text = [i % 15, (i * 7) % 15, (i * 31) % 15, (i * 113) % 15]
        .map((index) => pieces[index])
        .join(i % 2 ? " " : "");
      const found = spokenMoment(text, now, "pt-BR");
      expect(found === null || Number.isFinite(found)).toBe(true);
    }
  });
});

describe("a moment that has been", () => {
  test.each<[string, string, number]>([
    ["pt-BR", "ontem 15h", at(11, 24, 15)],
    ["pt-BR", "ontem à noite", at(11, 24, 19)],
    ["pt-BR", "anteontem 10h", at(11, 23, 10)],
    ["pt-BR", "antes de ontem 10h", at(11, 23, 10)],
    ["pt-BR", "hoje 9h30", at(11, 25, 9, 30)],
    ["pt-BR", "hoje de manhã", at(11, 25, 9)],
    ["pt-BR", "14h", at(11, 25, 14)],
    ["pt-BR", "18h", at(11, 24, 18)],
    ["pt-BR", "há 2 horas", now - 2 * 3_600_000],
    ["pt-BR", "há uma hora", now - 3_600_000],
    ["pt-BR", "30 minutos atrás", now - 30 * 60_000],
    ["pt-BR", "segunda 10h", at(11, 23, 10)],
    ["pt-BR", "sexta passada", at(11, 20, 9)],
    ["pt-BR", "quarta", at(11, 18, 9)],
    ["pt-BR", "dia 12 às 9:30", at(11, 12, 9, 30)],
    ["pt-BR", "dia 28", at(10, 28, 9)],
    ["pt-BR", "24/12 10h", at(12, 24, 10, 0, 2025)],
    ["pt-PT", "ontem às 3 da tarde", at(11, 24, 15)],
    ["en", "yesterday 3pm", at(11, 24, 15)],
    ["en", "last friday at 10", at(11, 20, 10)],
    ["en", "this morning", at(11, 25, 9)],
    ["en", "an hour ago", now - 3_600_000],
    ["en", "11/20", at(11, 20, 9)],
    ["es", "ayer a las 16:00", at(11, 24, 16)],
    ["es", "anteayer 10h", at(11, 23, 10)],
    ["es", "antes de ayer", at(11, 23, 9)],
    ["es", "el lunes por la mañana", at(11, 23, 9)],
    ["es", "esta mañana", at(11, 25, 9)],
    ["es", "hace 20 min", now - 20 * 60_000],
    ["ca", "ahir 15h", at(11, 24, 15)],
    ["ca", "abans-d'ahir 10h", at(11, 23, 10)],
    ["ca", "dilluns al matí", at(11, 23, 9)],
    ["ca", "fa 2 hores", now - 2 * 3_600_000],
    ["ca", "divendres passat", at(11, 20, 9)],
  ])("%s: %s", (locale, typed, want) => {
    expect(new Date(spokenPast(typed, now, locale) ?? 0)).toEqual(new Date(want));
  });

  test.each(["", "amanhã", "próxima sexta", "em 2 horas", "ontem talvez", "32/13"])("%j is not guessed", (typed) => {
    expect(spokenPast(typed, now, "pt-BR")).toBeNull();
  });
});
