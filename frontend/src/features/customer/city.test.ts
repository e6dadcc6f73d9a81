import { expect, test } from "vitest";
import { cityOf } from "./city";

test.each<[string, string[], string]>([
  ["nothing is known", [], ""],
  ["one line names no place", ["Rua Halfeld, 12"], ""],
  ["Brazil", ["Rua Halfeld, 12\nJuiz de Fora, MG\n36010-000"], "Juiz de Fora, MG"],
  ["Brazil, in one line", ["Rua Halfeld, 12\nCentro\nJuiz de Fora, MG - 36010-000"], "Juiz de Fora, MG"],
  ["Spain", ["Carrer de Mallorca, 4\n08013 Barcelona"], "Barcelona"],
  ["the first of several", ["Rua A, 1\nLisboa", "Rua B, 2\nPorto"], "Lisboa"],
])("%s", (_, postal, city) => {
  expect(cityOf(postal)).toBe(city);
});
