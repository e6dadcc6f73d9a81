import AlarmClock from "lucide-react/icons/alarm-clock";
import ArrowDownToLine from "lucide-react/icons/arrow-down-to-line";
import ArrowDownUp from "lucide-react/icons/arrow-down-up";
import ArrowLeft from "lucide-react/icons/arrow-left";
import ArrowLeftRight from "lucide-react/icons/arrow-left-right";
import AtSign from "lucide-react/icons/at-sign";
import Ban from "lucide-react/icons/ban";
import Bell from "lucide-react/icons/bell";
import BookOpen from "lucide-react/icons/book-open-text";
import BookText from "lucide-react/icons/book-text";
import CalendarCheck from "lucide-react/icons/calendar-check";
import CalendarClock from "lucide-react/icons/calendar-clock";
import Check from "lucide-react/icons/check";
import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import Clock from "lucide-react/icons/clock";
import Coins from "lucide-react/icons/coins";
import Columns from "lucide-react/icons/columns-3";
import CommandSign from "lucide-react/icons/command";
import Copy from "lucide-react/icons/copy";
import FileInput from "lucide-react/icons/file-input";
import FolderInput from "lucide-react/icons/folder-input";
import GitMerge from "lucide-react/icons/git-merge";
import Inbox from "lucide-react/icons/inbox";
import Info from "lucide-react/icons/info";
import Keyboard from "lucide-react/icons/keyboard";
import Languages from "lucide-react/icons/languages";
import Lightbulb from "lucide-react/icons/lightbulb";
import Mail from "lucide-react/icons/mail";
import Expand from "lucide-react/icons/maximize-2";
import Megaphone from "lucide-react/icons/megaphone";
import MegaphoneOff from "lucide-react/icons/megaphone-off";
import Question from "lucide-react/icons/message-circle-question-mark";
import MessageSquarePlus from "lucide-react/icons/message-square-plus";
import MessagesSquare from "lucide-react/icons/messages-square";
import Palette from "lucide-react/icons/palette";
import PanelRight from "lucide-react/icons/panel-right";
import Pencil from "lucide-react/icons/pencil";
import PhoneCall from "lucide-react/icons/phone-call";
import Plus from "lucide-react/icons/plus";
import QrCode from "lucide-react/icons/qr-code";
import Reply from "lucide-react/icons/reply";
import Save from "lucide-react/icons/save";
import Scissors from "lucide-react/icons/scissors";
import Search from "lucide-react/icons/search";
import Settings from "lucide-react/icons/settings";
import ShoppingBag from "lucide-react/icons/shopping-bag";
import Sliders from "lucide-react/icons/sliders-horizontal";
import Smile from "lucide-react/icons/smile";
import Split from "lucide-react/icons/split";
import Store from "lucide-react/icons/store";
import Sunrise from "lucide-react/icons/sunrise";
import Tag from "lucide-react/icons/tag";
import Tags from "lucide-react/icons/tags";
import FormIcon from "lucide-react/icons/text-cursor-input";
import TextSearch from "lucide-react/icons/text-search";
import Ticket from "lucide-react/icons/ticket";
import TicketPlus from "lucide-react/icons/ticket-plus";
import Trash from "lucide-react/icons/trash-2";
import Undo from "lucide-react/icons/undo-2";
import UserPlus from "lucide-react/icons/user-round-plus";
import Users from "lucide-react/icons/users-round";
import Volume from "lucide-react/icons/volume-2";
import Wand from "lucide-react/icons/wand-sparkles";
import type { CommandId } from "../lib/keymap";

const icons: { readonly [C in CommandId]?: typeof Search } = {
  "search.open": Search,
  "search.page": Sliders,
  "message.new": Plus,
  "customers.new": UserPlus,
  "segments.new": Save,
  "segments.save": Save,
  "segments.rename": Pencil,
  "segments.remove": Trash,
  "purchase.new": ShoppingBag,
  "campaigns.new": Megaphone,
  "phrases.newReply": MessageSquarePlus,
  "phrases.newAnswer": MessageSquarePlus,
  "list.next": ChevronDown,
  "list.previous": ChevronUp,
  "list.order": ArrowDownUp,
  "list.value": Coins,
  "conversation.next": ChevronDown,
  "conversation.previous": ChevronUp,
  "conversation.reply": Reply,
  "conversation.close": Check,
  "conversation.snooze": AlarmClock,
  "conversation.tomorrow": Sunrise,
  "conversation.unread": Mail,
  "conversation.junk": Ban,
  "conversation.find": TextSearch,
  "conversation.newest": ArrowDownToLine,
  "composer.ready": BookOpen,
  "composer.language": Languages,
  "composer.draft": Lightbulb,
  "composer.channel": ArrowLeftRight,
  "cases.acts": Wand,
  "cases.promises": CalendarClock,
  "logbook.open": PhoneCall,
  "logbook.visit": Store,
  "case.open": TicketPlus,
  "case.copy": Copy,
  "case.read": Volume,
  "case.praise": Tags,
  "case.information": Tags,
  "case.complaint": Tags,
  "case.suggestion": Tags,
  "case.request": Tags,
  "case.other": Tags,
  "case.promise": CalendarClock,
  "case.keep": CalendarCheck,
  "case.close": Check,
  "case.merge": GitMerge,
  "case.choose": Ticket,
  "case.join": FolderInput,
  "case.split": Scissors,
  "customer.panel": PanelRight,
  "customer.page": Expand,
  "customer.tags": Tag,
  "customer.merge": GitMerge,
  "customer.split": Split,
  "customer.allow": Megaphone,
  "customer.decline": MegaphoneOff,
  "place.inbox": Inbox,
  "place.customers": Users,
  "place.cases": Ticket,
  "place.campaigns": Megaphone,
  "place.phrases": BookText,
  "place.settings": Settings,
  "place.shop": Store,
  "place.channels": MessagesSquare,
  "place.behalf": AtSign,
  "place.import": FileInput,
  "place.hours": Clock,
  "place.buyers": ShoppingBag,
  "place.surveys": Question,
  "place.satisfaction": Smile,
  "place.assist": Lightbulb,
  "place.look": Palette,
  "place.notices": Bell,
  "place.keys": Keyboard,
  "place.about": Info,
  "doors.link": QrCode,
  "doors.form": FormIcon,
  "pane.next": Columns,
  "pane.previous": Columns,
  "keys.show": Keyboard,
  undo: Undo,
  back: ArrowLeft,
};

/** The picture of a command, wherever it is offered. */
export function CommandIcon({ command, size = "1.25rem" }: { command: CommandId; size?: string }) {
  const Icon = icons[command] ?? CommandSign;
  return <Icon size={size} strokeWidth={1.9} />;
}
