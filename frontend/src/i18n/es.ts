import type { Catalogue } from "./catalogue";

export const es: Catalogue = {
  "nav.label": "Principal",
  "nav.inbox": "Entrada",
  "nav.toReply": { one: "{n} cliente por responder", other: "{n} clientes por responder" },

  "list.label": "Conversaciones",
  "list.states": "Estado de las conversaciones",
  "tab.reply": "Por responder",
  "tab.waiting": "Esperando",
  "tab.snoozed": "Pospuestas",
  "tab.closed": "Cerradas",
  "list.overdue": "Fuera de plazo",
  "list.today": "Hoy",
  "list.earlier": "Antes de hoy",
  "list.loading": "Cargando la lista",
  "row.waiting": "espera desde hace {time}",
  "row.unread": { one: "{n} sin leer", other: "{n} sin leer" },
  "row.failed": "no enviado",
  "row.you": "Tú: {text}",
  "row.file": "adjunto",

  "empty.reply.title": "Todo respondido",
  "empty.reply.text": "Cuando un cliente escriba, la conversación aparecerá aquí.",
  "empty.waiting.title": "Nadie te debe respuesta",
  "empty.waiting.text": "Aquí quedan las conversaciones en las que le toca al cliente.",
  "empty.snoozed.title": "Nada pospuesto",
  "empty.snoozed.text": "Una conversación pospuesta vuelve sola a su hora, o antes si el cliente escribe.",
  "empty.closed.title": "Nada cerrado",
  "empty.closed.text": "Una conversación cerrada vuelve sola si el cliente escribe.",

  "channel.email": "Correo",
  "channel.sms": "SMS",
  "channel.whatsapp": "WhatsApp",
  "channel.other": "Otro canal",

  "search.label": "Buscar clientes y mensajes",
  "search.placeholder": "Nombre, teléfono o palabras",
  "search.clear": "Borrar la búsqueda",
  "search.results": "Resultados de la búsqueda",
  "search.customers": "Clientes",
  "search.messages": "Mensajes",
  "search.none": "Nada con «{query}»",
  "search.noneHint": "Prueba con menos palabras, o solo con el comienzo.",

  "conversation.none.title": "Elige una conversación",
  "conversation.none.text": "Las flechas recorren la lista e Intro abre.",
  "conversation.back": "Volver a la lista",
  "conversation.snooze": "Posponer",
  "conversation.close": "Cerrar",
  "conversation.reopen": "Reabrir",
  "conversation.customer": "Ver cliente",
  "conversation.timeline": "Conversación con {name}",
  "conversation.loading": "Cargando la conversación",
  "conversation.older": "Cargando mensajes anteriores",
  "conversation.snoozedUntil": "Pospuesta hasta {time}",
  "snooze.laterToday": "Más tarde, hoy",
  "snooze.tomorrow": "Mañana",
  "snooze.dayAfter": "Pasado mañana",
  "snooze.nextWeek": "El próximo lunes",

  "event.from": "de {name}",
  "event.you": "tú",
  "event.in": "{name}, por {channel}, {time}",
  "event.out": "Tú, por {channel}, {time}",
  "event.more": "Mostrar todo",
  "event.less": "Mostrar menos",
  "event.noSubject": "(sin asunto)",
  "event.damaged": "Este mensaje llegó dañado. El original está guardado.",
  "auto.auto_reply": "respuesta automática",
  "auto.bounce": "aviso de devolución",
  "auto.receipt": "aviso de lectura",
  "auto.bulk": "lista o publicidad",
  "auto.notification": "aviso automático",
  "placeholder.unsupported":
    "El cliente envió algo que esta conexión no muestra, como un lugar, un contacto o una reacción. Míralo en el móvil.",
  "placeholder.redacted":
    "Twilio ocultó el texto de este mensaje. Desactiva «Message Redaction» en la cuenta de Twilio para leer los próximos.",
  "placeholder.unreadable": "El servidor no pudo entregar este mensaje entero. Sigue allí.",
  "placeholder.too_large":
    "Mensaje demasiado grande para descargarse solo. El comienzo está aquí y el resto sigue en el servidor.",

  "delivery.queued": "en cola",
  "delivery.sending": "enviando",
  "delivery.sent": "enviado",
  "delivery.delivered": "entregado",
  "delivery.read": "leído",
  "delivery.failed": "no enviado",
  "delivery.uncertain": "comprobando si salió",
  "delivery.held": "detenido",
  "delivery.cancelled": "cancelado",
  "delivery.retry": "Reintentar",
  "delivery.cancel": "No enviar",
  "delivery.more": "Qué dice Twilio sobre este error",

  "attachment.dialog": "Guardar adjunto",
  "attachment.saved": "Adjunto guardado en {path}",
  "attachment.coming": "aún se está descargando",

  "composer.label": "Respuesta",
  "composer.via": "Responder por",
  "composer.text": "Mensaje para {name}",
  "composer.subject": "Asunto",
  "composer.send": "Enviar",
  "composer.enter": "Intro envía, Mayús+Intro cambia de línea",
  "composer.ctrlEnter": "Ctrl+Intro envía",
  "composer.windowOpen": "Ventana abierta hasta {time}",
  "composer.windowClosed":
    "WhatsApp solo acepta texto libre hasta 24 horas después del último mensaje del cliente, y la ventana se cerró: {time}.",
  "composer.windowNever":
    "WhatsApp solo acepta texto libre después de que el cliente escriba, y aún no ha escrito por aquí.",
  "composer.otherWay": "Responde por otro canal.",
  "composer.smsRoom": "{used} de {room}",
  "composer.smsParts": { one: "{n} SMS", other: "{n} SMS" },
  "composer.smsUnicode": "con tildes cabe menos en cada SMS",
  "composer.tooLong": "Demasiado largo: {length} de {limit}",
  "composer.noChannel":
    "No hay por dónde responder: falta una dirección del cliente o una cuenta de la tienda en el mismo canal.",

  "toast.sending": "Enviando a {name}",
  "toast.closed": "Cerrada: {name}",
  "toast.snoozed": "{name} vuelve: {time}",
  "toast.undo": "Deshacer",
  "toast.dismiss": "Cerrar el aviso",
  "announce.arrived": "{name}, {channel}, mensaje nuevo",

  "panel.label": "Cliente",
  "panel.rename": "Cambiar el nombre",
  "panel.name": "Nombre del cliente",
  "panel.save": "Guardar",
  "panel.cancel": "Cancelar",
  "panel.contacts": "Datos de contacto",
  "panel.hide": "Cerrar el cliente",

  "health.ok": "Todo al día · comprobado a las {time}",
  "health.okEarlier": "Comprobado: {time}",
  "health.checking": "Comprobando…",
  "health.never": "Aún sin comprobar",
  "health.offline": "Sin conexión desde {time} · leyendo lo que ya está aquí",
  "health.trouble": { one: "{n} cuenta con problemas", other: "{n} cuentas con problemas" },
  "health.stopped": "Detenido: ahora no entra ni sale nada",
  "health.locked": "Contraseñas bloqueadas",
  "health.none": "Ninguna cuenta conectada",
  "health.check": "Comprobar ahora",
  "health.since": "desde {time}",

  "unlock.ask":
    "Las contraseñas de las cuentas están bloqueadas. Escribe la frase de contraseña para recibir y enviar; lo que ya está aquí se puede leer.",
  "unlock.open": "Desbloquear",

  "demo.bar": "Tienda de demostración",
  "demo.text": "Los clientes son inventados y nada sale de este ordenador.",
  "trouble.title": "La tienda no se abrió",
  "trouble.retry": "Reintentar",

  "error.internal": "Algo falló dentro de Balcão. Lo que estaba guardado sigue guardado. Inténtalo de nuevo.",
  "error.usage": "Balcão no entendió esta petición. No se cambió nada.",
  "error.not_found": "Esto ya no existe. Actualiza la lista y búscalo de nuevo.",
  "error.account.auth":
    "{account}: el servidor rechazó la contraseña. Los mensajes ya recibidos están a salvo. Revisa la contraseña de esta cuenta.",
  "error.account.unreachable":
    "{account}: {host} no responde. Los mensajes ya recibidos están a salvo. Revisa la conexión; Balcão sigue intentándolo.",
  "error.account.tls":
    "{account}: la conexión con {host} no es segura ({reason}), así que no se envió ni recibió nada. Confirma la dirección del servidor con el proveedor.",
  "tls.expired": "certificado caducado",
  "tls.wrong_name": "certificado de otra dirección",
  "tls.unknown_authority": "certificado de origen desconocido",
  "tls.no_starttls": "el servidor no ofrece cifrado",
  "tls.other": "certificado no válido",
  "error.account.server":
    "{account}: {host} dio una respuesta sin sentido. Los mensajes ya recibidos están a salvo. Habla con el proveedor si no se pasa.",
  "error.account.suspended":
    "{account}: la cuenta está suspendida en el proveedor. Los mensajes ya recibidos están a salvo. Habla con el proveedor.",
  "error.account.throttled":
    "{account}: demasiadas peticiones por ahora. No se perdió nada y se pasa solo; Balcão lo intentará más tarde.",
  "error.account.no_secret":
    "{account}: la contraseña no está en este ordenador. Los mensajes ya recibidos están a salvo. Escribe la contraseña otra vez.",
  "error.secret.no_store":
    "Este ordenador no tiene dónde guardar contraseñas de forma segura. No se guardó nada. Elige una frase de contraseña.",
  "error.secret.passphrase": "La frase de contraseña no coincide. No se cambió nada. Escríbela otra vez.",
  "error.secret.store":
    "El almacén de contraseñas del ordenador dio un error. No se cambió nada. Desbloquéalo e inténtalo de nuevo.",
  "error.data.locked":
    "Otro Balcão ya está abierto con los mismos datos ({dir}). No se cambió nada. Cierra el otro e inténtalo de nuevo.",
  "error.data.newer":
    "Estos datos son de un Balcão más nuevo (versión {found}; este conoce hasta la {known}). No se cambió nada. Instala la versión nueva.",
  "error.data.damaged":
    "El fichero {file} está dañado. Balcão dejó de escribir para no empeorarlo. Restaura una copia de seguridad.",
  "error.data.full":
    "El disco está lleno ({dir}). Lo que ya estaba guardado está a salvo. Libera espacio e inténtalo de nuevo.",
  "error.data.readonly":
    "No se permite escribir en esta carpeta. No se cambió nada. Elige otra carpeta o permite la escritura.",
  "error.channel.no_attachments":
    "Por {channel} no se pueden enviar adjuntos desde aquí. El texto sigue en el cuadro. Envía el adjunto por correo.",
  "error.channel.no_address":
    "Este cliente no tiene dirección en {channel}. El texto sigue en el cuadro. Elige otro canal.",
  "error.channel.no_account": "La tienda no tiene cuenta de {channel}. El texto sigue en el cuadro. Elige otro canal.",
  "error.channel.window_closed":
    "Pasaron 24 horas desde el último mensaje del cliente y WhatsApp ya no acepta texto libre. El texto sigue en el cuadro. Elige otro canal.",
  "error.channel.too_long": "El texto tiene {length} letras y caben {limit}. Sigue en el cuadro. Acórtalo.",
  "error.channel.empty": "No hay nada que enviar. Escribe el mensaje.",
  "error.channel.template_vars": "Faltan datos en la plantilla: {missing}. No se envió nada. Rellénalos.",
  "error.send.rejected": "El proveedor rechazó el mensaje ({provider_code}): {text}",
  "error.send.uncertain":
    "La conexión se cortó durante el envío y no se sabe si el mensaje salió. Balcão lo comprueba con el proveedor antes de repetirlo.",
  "error.message.too_large": "El mensaje es demasiado grande. El original sigue en el servidor.",
  "error.message.unreadable": "El servidor no puede entregar este mensaje entero. Sigue allí.",
  "error.media.gone": "El proveedor ya no tiene este fichero. Pide al cliente que lo envíe de nuevo.",
  "error.outbox.finished": "Este mensaje ya llegó a su fin. No se cambió nada.",
  "error.window.no_display": "No hay pantalla en este ordenador para abrir la ventana.",
  "error.window.none": "Este programa se construyó sin la ventana.",
  "error.window.timeout":
    "Balcão tardó demasiado en responder. Lo que estaba guardado sigue guardado. Inténtalo de nuevo.",
};
