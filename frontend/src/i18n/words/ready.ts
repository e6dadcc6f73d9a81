import { inFiveLanguages } from "../languages";

/** Ready replies and gaps in the reply box. */
export const ready = inFiveLanguages({
  "pt-BR": {
    "command.composer.ready": "Resposta pronta",
    "ready.label": "Respostas prontas",
    "ready.none": "Ainda não há respostas prontas.",
    "gap.left": "Falta preencher: {what}",
    "gap.unnamed": "a lacuna do texto",
    "gap.go": "Ir para a lacuna",
  },
  en: {
    "command.composer.ready": "Ready reply",
    "ready.label": "Ready replies",
    "ready.none": "There are no ready replies yet.",
    "gap.left": "Still to fill in: {what}",
    "gap.unnamed": "the gap in the text",
    "gap.go": "Go to the gap",
  },
  es: {
    "command.composer.ready": "Respuesta lista",
    "ready.label": "Respuestas listas",
    "ready.none": "Todavía no hay respuestas listas.",
    "gap.left": "Falta completar: {what}",
    "gap.unnamed": "el hueco del texto",
    "gap.go": "Ir al hueco",
  },
  ca: {
    "command.composer.ready": "Resposta a punt",
    "ready.label": "Respostes a punt",
    "ready.none": "Encara no hi ha respostes a punt.",
    "gap.left": "Falta omplir: {what}",
    "gap.unnamed": "el buit del text",
    "gap.go": "Ves al buit",
  },
  "pt-PT": {
    "command.composer.ready": "Resposta pronta",
    "ready.label": "Respostas prontas",
    "ready.none": "Ainda não há respostas prontas.",
    "gap.left": "Falta preencher: {what}",
    "gap.unnamed": "a lacuna do texto",
    "gap.go": "Ir para a lacuna",
  },
});
