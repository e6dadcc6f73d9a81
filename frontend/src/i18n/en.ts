import type { Catalogue } from "./catalogue";

export const en: Catalogue = {
  "nav.label": "Main",
  "nav.inbox": "Inbox",
  "nav.toReply": { one: "{n} customer to reply to", other: "{n} customers to reply to" },

  "list.label": "Conversations",
  "list.states": "State of the conversations",
  "tab.reply": "To reply",
  "tab.waiting": "Waiting",
  "tab.snoozed": "Snoozed",
  "tab.closed": "Closed",
  "list.overdue": "Overdue",
  "list.today": "Today",
  "list.earlier": "Before today",
  "list.loading": "Loading the list",
  "row.waiting": "waiting {time}",
  "row.unread": { one: "{n} unread", other: "{n} unread" },
  "row.failed": "not sent",
  "row.you": "You: {text}",
  "row.file": "attachment",

  "empty.reply.title": "All answered",
  "empty.reply.text": "When a customer writes, the conversation appears here.",
  "empty.waiting.title": "Nobody owes you an answer",
  "empty.waiting.text": "Conversations where it is the customer's turn stay here.",
  "empty.snoozed.title": "Nothing snoozed",
  "empty.snoozed.text": "A snoozed conversation comes back by itself at its time, or sooner if the customer writes.",
  "empty.closed.title": "Nothing closed",
  "empty.closed.text": "A closed conversation comes back by itself if the customer writes.",

  "channel.email": "Email",
  "channel.sms": "SMS",
  "channel.whatsapp": "WhatsApp",
  "channel.other": "Another channel",

  "search.label": "Search customers and messages",
  "search.placeholder": "Name, phone or words",
  "search.clear": "Clear the search",
  "search.results": "Search results",
  "search.customers": "Customers",
  "search.messages": "Messages",
  "search.none": "Nothing with “{query}”",
  "search.noneHint": "Try fewer words, or only how they begin.",

  "conversation.none.title": "Choose a conversation",
  "conversation.none.text": "The arrows move through the list and Enter opens.",
  "conversation.back": "Back to the list",
  "conversation.snooze": "Snooze",
  "conversation.close": "Close",
  "conversation.reopen": "Reopen",
  "conversation.customer": "Show customer",
  "conversation.timeline": "Conversation with {name}",
  "conversation.loading": "Loading the conversation",
  "conversation.older": "Loading earlier messages",
  "conversation.snoozedUntil": "Snoozed until {time}",
  "snooze.laterToday": "Later today",
  "snooze.tomorrow": "Tomorrow",
  "snooze.dayAfter": "The day after tomorrow",
  "snooze.nextWeek": "Next Monday",

  "event.from": "from {name}",
  "event.you": "you",
  "event.in": "{name}, by {channel}, {time}",
  "event.out": "You, by {channel}, {time}",
  "event.more": "Show all",
  "event.less": "Show less",
  "event.noSubject": "(no subject)",
  "event.damaged": "This message arrived damaged. The original is kept.",
  "auto.auto_reply": "automatic reply",
  "auto.bounce": "delivery failure notice",
  "auto.receipt": "read receipt",
  "auto.bulk": "mailing list or advertising",
  "auto.notification": "automatic notice",
  "placeholder.unsupported":
    "The customer sent something this connection does not show, such as a place, a contact or a reaction. Look on the phone.",
  "placeholder.redacted":
    "Twilio hid the text of this message. Turn off “Message Redaction” in the Twilio account to read the next ones.",
  "placeholder.unreadable": "The server could not hand over this message whole. It is still there.",
  "placeholder.too_large":
    "Message too large to download by itself. Its beginning is here and the rest is still on the server.",

  "delivery.queued": "queued",
  "delivery.sending": "sending",
  "delivery.sent": "sent",
  "delivery.delivered": "delivered",
  "delivery.read": "read",
  "delivery.failed": "not sent",
  "delivery.uncertain": "checking whether it left",
  "delivery.held": "held",
  "delivery.cancelled": "cancelled",
  "delivery.retry": "Try again",
  "delivery.cancel": "Do not send",
  "delivery.more": "What Twilio says about this error",

  "attachment.dialog": "Save attachment",
  "attachment.saved": "Attachment saved in {path}",
  "attachment.coming": "still downloading",

  "composer.label": "Reply",
  "composer.via": "Reply by",
  "composer.text": "Message to {name}",
  "composer.subject": "Subject",
  "composer.send": "Send",
  "composer.enter": "Enter sends, Shift+Enter breaks the line",
  "composer.ctrlEnter": "Ctrl+Enter sends",
  "composer.windowOpen": "Window open until {time}",
  "composer.windowClosed":
    "WhatsApp takes free text only for 24 hours after the customer's last message, and the window has closed: {time}.",
  "composer.windowNever":
    "WhatsApp takes free text only after the customer writes, and they have not written here yet.",
  "composer.otherWay": "Reply by another channel.",
  "composer.smsRoom": "{used} of {room}",
  "composer.smsParts": { one: "{n} SMS", other: "{n} SMS" },
  "composer.smsUnicode": "accents and symbols leave less room in each SMS",
  "composer.tooLong": "Too long: {length} of {limit}",
  "composer.noChannel":
    "There is no way to reply: the customer has no address, or the shop no account, on the same channel.",

  "toast.sending": "Sending to {name}",
  "toast.closed": "Closed: {name}",
  "toast.snoozed": "{name} comes back: {time}",
  "toast.undo": "Undo",
  "toast.dismiss": "Close the notice",
  "announce.arrived": "{name}, {channel}, new message",

  "panel.label": "Customer",
  "panel.rename": "Change the name",
  "panel.name": "Customer's name",
  "panel.save": "Save",
  "panel.cancel": "Cancel",
  "panel.contacts": "Contact details",
  "panel.hide": "Close the customer",

  "health.ok": "Up to date · checked at {time}",
  "health.okEarlier": "Checked: {time}",
  "health.checking": "Checking…",
  "health.never": "Not checked yet",
  "health.offline": "Offline since {time} · reading what is already here",
  "health.trouble": { one: "{n} account in trouble", other: "{n} accounts in trouble" },
  "health.stopped": "Stopped: nothing comes in or goes out now",
  "health.locked": "Passwords locked",
  "health.none": "No account connected",
  "health.check": "Check now",
  "health.since": "since {time}",

  "unlock.ask":
    "The passwords of the accounts are locked. Type the passphrase to receive and send; what is already here can be read.",
  "unlock.open": "Unlock",

  "demo.bar": "Demo shop",
  "demo.text": "The customers are invented and nothing leaves this computer.",
  "trouble.title": "The shop did not open",
  "trouble.retry": "Try again",

  "error.internal": "Something went wrong inside Balcão. What was kept is still kept. Try again.",
  "error.usage": "Balcão did not understand this request. Nothing was changed.",
  "error.not_found": "This no longer exists. Refresh the list and look again.",
  "error.account.auth":
    "{account}: the server refused the password. Messages already received are safe. Check this account's password.",
  "error.account.unreachable":
    "{account}: {host} does not answer. Messages already received are safe. Check the internet connection; Balcão keeps trying.",
  "error.account.tls":
    "{account}: the connection to {host} is not secure ({reason}), so nothing was sent or received. Check the server address with the provider.",
  "tls.expired": "expired certificate",
  "tls.wrong_name": "certificate of another address",
  "tls.unknown_authority": "certificate of unknown origin",
  "tls.no_starttls": "the server offers no encryption",
  "tls.other": "invalid certificate",
  "error.account.server":
    "{account}: {host} gave an answer that makes no sense. Messages already received are safe. Speak to the provider if it does not pass.",
  "error.account.suspended":
    "{account}: the account is suspended at the provider. Messages already received are safe. Speak to the provider.",
  "error.account.throttled":
    "{account}: too many requests for now. Nothing is lost and it passes by itself; Balcão tries again later.",
  "error.account.no_secret":
    "{account}: the password is not on this computer. Messages already received are safe. Type the password again.",
  "error.secret.no_store": "This computer has no safe place for passwords. Nothing was stored. Choose a passphrase.",
  "error.secret.passphrase": "The passphrase does not match. Nothing was changed. Type it again.",
  "error.secret.store": "The computer's password store gave an error. Nothing was changed. Unlock it and try again.",
  "error.data.locked":
    "Another Balcão is already open with the same data ({dir}). Nothing was changed. Close the other one and try again.",
  "error.data.newer":
    "This data belongs to a newer Balcão (version {found}; this one knows up to {known}). Nothing was changed. Install the new version.",
  "error.data.damaged":
    "The file {file} is damaged. Balcão stopped writing so as not to make it worse. Restore a backup.",
  "error.data.full": "The disk is full ({dir}). What was already kept is safe. Free some space and try again.",
  "error.data.readonly":
    "Writing in this folder is not allowed. Nothing was changed. Choose another folder or allow writing.",
  "error.channel.no_attachments":
    "Attachments cannot be sent by {channel} from here. Your text is still in the box. Send the attachment by email.",
  "error.channel.no_address":
    "This customer has no address on {channel}. Your text is still in the box. Choose another channel.",
  "error.channel.no_account":
    "The shop has no {channel} account. Your text is still in the box. Choose another channel.",
  "error.channel.window_closed":
    "24 hours have passed since the customer's last message and WhatsApp takes no more free text. Your text is still in the box. Choose another channel.",
  "error.channel.too_long": "The text has {length} characters and {limit} fit. It is still in the box. Shorten it.",
  "error.channel.empty": "There is nothing to send. Write the message.",
  "error.channel.template_vars": "The template lacks data: {missing}. Nothing was sent. Fill it in.",
  "error.send.rejected": "The provider refused the message ({provider_code}): {text}",
  "error.send.uncertain":
    "The connection broke while sending and it is not known whether the message left. Balcão checks with the provider before sending again.",
  "error.message.too_large": "The message is too large. The original is still on the server.",
  "error.message.unreadable": "The server cannot hand over this message whole. It is still there.",
  "error.media.gone": "The provider no longer has this file. Ask the customer to send it again.",
  "error.outbox.finished": "This message has already come to its end. Nothing was changed.",
  "error.window.no_display": "There is no screen on this computer to open the window on.",
  "error.window.none": "This program was built without the window.",
  "error.window.timeout": "Balcão took too long to answer. What was kept is still kept. Try again.",
};
