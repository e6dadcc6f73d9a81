import { inFiveLanguages } from "../languages";

/** The screen of the settings. */
export const settings = inFiveLanguages({
  "pt-BR": {
    "nav.settings": "Ajustes",
  },
  en: {
    "nav.settings": "Settings",
  },
  es: {
    "nav.settings": "Ajustes",
  },
  ca: {
    "nav.settings": "Configuració",
  },
  "pt-PT": {
    "nav.settings": "Definições",
  },
});
