import type { Catalogue } from "./catalogue";

export const ptPT: Catalogue = {
  "nav.label": "Principal",
  "nav.inbox": "Entrada",
  "nav.toReply": { one: "{n} cliente por responder", other: "{n} clientes por responder" },

  "list.label": "Conversas",
  "list.states": "Estado das conversas",
  "tab.reply": "Por responder",
  "tab.waiting": "A aguardar",
  "tab.snoozed": "Adiadas",
  "tab.closed": "Encerradas",
  "list.overdue": "Fora do prazo",
  "list.today": "Hoje",
  "list.earlier": "Antes de hoje",
  "list.loading": "A carregar a lista",
  "row.waiting": "espera há {time}",
  "row.unread": { one: "{n} por ler", other: "{n} por ler" },
  "row.failed": "não enviada",
  "row.you": "A loja: {text}",
  "row.file": "anexo",

  "empty.reply.title": "Tudo respondido",
  "empty.reply.text": "Quando um cliente escrever, a conversa aparece aqui.",
  "empty.waiting.title": "Ninguém deve resposta",
  "empty.waiting.text": "Aqui ficam as conversas em que a vez é do cliente.",
  "empty.snoozed.title": "Nada adiado",
  "empty.snoozed.text": "Uma conversa adiada volta sozinha à hora marcada, ou antes, se o cliente escrever.",
  "empty.closed.title": "Nada encerrado",
  "empty.closed.text": "Uma conversa encerrada volta sozinha se o cliente escrever.",

  "channel.email": "E-mail",
  "channel.sms": "SMS",
  "channel.whatsapp": "WhatsApp",
  "channel.other": "Outro canal",

  "search.label": "Procurar clientes e mensagens",
  "search.placeholder": "Nome, telefone ou palavras",
  "search.clear": "Limpar a procura",
  "search.results": "Resultados da procura",
  "search.customers": "Clientes",
  "search.messages": "Mensagens",
  "search.none": "Nada com «{query}»",
  "search.noneHint": "Tente menos palavras, ou só o começo delas.",

  "conversation.none.title": "Escolha uma conversa",
  "conversation.none.text": "As setas percorrem a lista e Enter abre.",
  "conversation.back": "Voltar à lista",
  "conversation.snooze": "Adiar",
  "conversation.close": "Encerrar",
  "conversation.reopen": "Reabrir",
  "conversation.customer": "Ver cliente",
  "conversation.timeline": "Conversa com {name}",
  "conversation.loading": "A carregar a conversa",
  "conversation.older": "A carregar mensagens anteriores",
  "conversation.snoozedUntil": "Adiada até {time}",
  "snooze.laterToday": "Mais tarde, hoje",
  "snooze.tomorrow": "Amanhã",
  "snooze.dayAfter": "Depois de amanhã",
  "snooze.nextWeek": "Na próxima segunda-feira",

  "event.from": "de {name}",
  "event.you": "a loja",
  "event.in": "{name}, por {channel}, {time}",
  "event.out": "A loja, por {channel}, {time}",
  "event.more": "Mostrar tudo",
  "event.less": "Mostrar menos",
  "event.noSubject": "(sem assunto)",
  "event.damaged": "Esta mensagem chegou danificada. O original está guardado.",
  "auto.auto_reply": "resposta automática",
  "auto.bounce": "aviso de devolução",
  "auto.receipt": "aviso de leitura",
  "auto.bulk": "lista ou publicidade",
  "auto.notification": "aviso automático",
  "placeholder.unsupported":
    "O cliente enviou algo que esta ligação não mostra, como um lugar, um contacto ou uma reação. Ver no telemóvel.",
  "placeholder.redacted":
    "O Twilio escondeu o texto desta mensagem. Para ler as próximas, desligar «Message Redaction» na conta do Twilio.",
  "placeholder.unreadable": "O servidor não conseguiu entregar esta mensagem inteira. Continua lá.",
  "placeholder.too_large":
    "Mensagem demasiado grande para descarregar sozinha. O começo está aqui e o resto continua no servidor.",

  "delivery.queued": "em fila",
  "delivery.sending": "a enviar",
  "delivery.sent": "enviada",
  "delivery.delivered": "entregue",
  "delivery.read": "lida",
  "delivery.failed": "não enviada",
  "delivery.uncertain": "a confirmar se saiu",
  "delivery.held": "parada",
  "delivery.cancelled": "cancelada",
  "delivery.retry": "Tentar novamente",
  "delivery.cancel": "Não enviar",
  "delivery.more": "O que o Twilio diz sobre este erro",

  "attachment.dialog": "Guardar anexo",
  "attachment.saved": "Anexo guardado em {path}",
  "attachment.coming": "ainda a descarregar",

  "composer.label": "Resposta",
  "composer.via": "Responder por",
  "composer.text": "Mensagem para {name}",
  "composer.subject": "Assunto",
  "composer.send": "Enviar",
  "composer.enter": "Enter envia, Shift+Enter muda de linha",
  "composer.ctrlEnter": "Ctrl+Enter envia",
  "composer.windowOpen": "Janela aberta até {time}",
  "composer.windowClosed":
    "O WhatsApp só aceita texto livre até 24 horas depois da última mensagem do cliente, e a janela fechou: {time}.",
  "composer.windowNever":
    "O WhatsApp só aceita texto livre depois de o cliente escrever, e ainda não escreveu por aqui.",
  "composer.otherWay": "Responder por outro canal.",
  "composer.smsRoom": "{used} de {room}",
  "composer.smsParts": { one: "{n} SMS", other: "{n} SMS" },
  "composer.smsUnicode": "com acentos cabe menos em cada SMS",
  "composer.tooLong": "Demasiado longo: {length} de {limit}",
  "composer.noChannel": "Não há por onde responder: falta um endereço do cliente ou uma conta da loja no mesmo canal.",

  "toast.sending": "A enviar para {name}",
  "toast.closed": "Encerrada: {name}",
  "toast.snoozed": "{name} volta: {time}",
  "toast.undo": "Anular",
  "toast.dismiss": "Fechar o aviso",
  "announce.arrived": "{name}, {channel}, mensagem nova",

  "panel.label": "Cliente",
  "panel.rename": "Mudar o nome",
  "panel.name": "Nome do cliente",
  "panel.save": "Guardar",
  "panel.cancel": "Cancelar",
  "panel.contacts": "Contactos",
  "panel.hide": "Fechar o cliente",

  "health.ok": "Tudo em dia · verificado às {time}",
  "health.okEarlier": "Verificado: {time}",
  "health.checking": "A verificar…",
  "health.never": "Ainda por verificar",
  "health.offline": "Sem ligação desde {time} · a ler o que já está aqui",
  "health.trouble": { one: "{n} conta com problema", other: "{n} contas com problemas" },
  "health.stopped": "Parado: agora nada entra nem sai",
  "health.locked": "Palavras-passe bloqueadas",
  "health.none": "Nenhuma conta ligada",
  "health.check": "Verificar agora",
  "health.since": "desde {time}",

  "unlock.ask":
    "As palavras-passe das contas estão bloqueadas. Escrever a frase-passe para receber e enviar; o que já está aqui pode ser lido.",
  "unlock.open": "Desbloquear",

  "demo.bar": "Loja de demonstração",
  "demo.text": "Os clientes são inventados e nada sai deste computador.",
  "trouble.title": "A loja não abriu",
  "trouble.retry": "Tentar novamente",

  "error.internal": "Algo correu mal dentro do Balcão. O que estava guardado continua guardado. Tentar novamente.",
  "error.usage": "O Balcão não percebeu este pedido. Nada foi alterado.",
  "error.not_found": "Isto já não existe. Atualizar a lista e procurar de novo.",
  "error.account.auth":
    "{account}: o servidor recusou a palavra-passe. As mensagens já recebidas estão seguras. Confirmar a palavra-passe desta conta.",
  "error.account.unreachable":
    "{account}: {host} não responde. As mensagens já recebidas estão seguras. Verificar a ligação; o Balcão continua a tentar.",
  "error.account.tls":
    "{account}: a ligação a {host} não é segura ({reason}), por isso nada foi enviado nem recebido. Confirmar o endereço do servidor com o fornecedor.",
  "tls.expired": "certificado expirado",
  "tls.wrong_name": "certificado de outro endereço",
  "tls.unknown_authority": "certificado de origem desconhecida",
  "tls.no_starttls": "o servidor não oferece encriptação",
  "tls.other": "certificado inválido",
  "error.account.server":
    "{account}: {host} deu uma resposta sem sentido. As mensagens já recebidas estão seguras. Falar com o fornecedor se não passar.",
  "error.account.suspended":
    "{account}: a conta está suspensa no fornecedor. As mensagens já recebidas estão seguras. Falar com o fornecedor.",
  "error.account.throttled":
    "{account}: demasiados pedidos por agora. Nada se perdeu e passa sozinho; o Balcão tenta de novo mais tarde.",
  "error.account.no_secret":
    "{account}: a palavra-passe não está neste computador. As mensagens já recebidas estão seguras. Escrever a palavra-passe outra vez.",
  "error.secret.no_store":
    "Este computador não tem onde guardar palavras-passe em segurança. Nada foi guardado. Escolher uma frase-passe.",
  "error.secret.passphrase": "A frase-passe não confere. Nada foi alterado. Escrevê-la outra vez.",
  "error.secret.store":
    "O cofre de palavras-passe do computador deu erro. Nada foi alterado. Desbloquear o cofre e tentar novamente.",
  "error.data.locked":
    "Outro Balcão já está aberto com os mesmos dados ({dir}). Nada foi alterado. Fechar o outro e tentar novamente.",
  "error.data.newer":
    "Estes dados são de um Balcão mais recente (versão {found}; este conhece até à {known}). Nada foi alterado. Instalar a versão nova.",
  "error.data.damaged":
    "O ficheiro {file} está danificado. O Balcão deixou de gravar para não piorar. Restaurar uma cópia de segurança.",
  "error.data.full":
    "O disco está cheio ({dir}). O que já estava guardado está seguro. Libertar espaço e tentar novamente.",
  "error.data.readonly":
    "Não é permitido gravar nesta pasta. Nada foi alterado. Escolher outra pasta ou permitir a gravação.",
  "error.channel.no_attachments":
    "Por {channel} não se podem enviar anexos daqui. O texto continua na caixa. Enviar o anexo por e-mail.",
  "error.channel.no_address":
    "Este cliente não tem endereço em {channel}. O texto continua na caixa. Escolher outro canal.",
  "error.channel.no_account": "A loja não tem conta de {channel}. O texto continua na caixa. Escolher outro canal.",
  "error.channel.window_closed":
    "Passaram 24 horas desde a última mensagem do cliente e o WhatsApp já não aceita texto livre. O texto continua na caixa. Escolher outro canal.",
  "error.channel.too_long": "O texto tem {length} letras e cabem {limit}. Continua na caixa. Encurtá-lo.",
  "error.channel.empty": "Não há nada para enviar. Escrever a mensagem.",
  "error.channel.template_vars": "Faltam dados no modelo: {missing}. Nada foi enviado. Preenchê-los.",
  "error.send.rejected": "O fornecedor recusou a mensagem ({provider_code}): {text}",
  "error.send.uncertain":
    "A ligação caiu durante o envio e não se sabe se a mensagem saiu. O Balcão confirma com o fornecedor antes de a repetir.",
  "error.message.too_large": "A mensagem é demasiado grande. O original continua no servidor.",
  "error.message.unreadable": "O servidor não consegue entregar esta mensagem inteira. Continua lá.",
  "error.media.gone": "O fornecedor já não tem este ficheiro. Pedir ao cliente que o envie de novo.",
  "error.outbox.finished": "Esta mensagem já chegou ao fim. Nada foi alterado.",
  "error.window.no_display": "Não há ecrã neste computador para abrir a janela.",
  "error.window.none": "Este programa foi construído sem a janela.",
  "error.window.timeout":
    "O Balcão demorou demasiado a responder. O que estava guardado continua guardado. Tentar novamente.",
};
