import { inFiveLanguages } from "../languages";

/** The customer beside the conversation. */
export const customer = inFiveLanguages({
  "pt-BR": {
    "panel.label": "Cliente",
    "panel.rename": "Mudar o nome",
    "panel.name": "Nome do cliente",
    "panel.save": "Salvar",
    "panel.cancel": "Cancelar",
    "panel.contacts": "Contatos",
    "panel.hide": "Fechar o cliente",
  },
  en: {
    "panel.label": "Customer",
    "panel.rename": "Change the name",
    "panel.name": "Customer's name",
    "panel.save": "Save",
    "panel.cancel": "Cancel",
    "panel.contacts": "Contact details",
    "panel.hide": "Close the customer",
  },
  es: {
    "panel.label": "Cliente",
    "panel.rename": "Cambiar el nombre",
    "panel.name": "Nombre del cliente",
    "panel.save": "Guardar",
    "panel.cancel": "Cancelar",
    "panel.contacts": "Datos de contacto",
    "panel.hide": "Cerrar el cliente",
  },
  ca: {
    "panel.label": "Client",
    "panel.rename": "Canvia el nom",
    "panel.name": "Nom del client",
    "panel.save": "Desa",
    "panel.cancel": "Cancel·la",
    "panel.contacts": "Dades de contacte",
    "panel.hide": "Tanca el client",
  },
  "pt-PT": {
    "panel.label": "Cliente",
    "panel.rename": "Mudar o nome",
    "panel.name": "Nome do cliente",
    "panel.save": "Guardar",
    "panel.cancel": "Cancelar",
    "panel.contacts": "Contactos",
    "panel.hide": "Fechar o cliente",
  },
});
