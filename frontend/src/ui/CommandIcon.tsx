import AlarmClock from "lucide-react/icons/alarm-clock";
import ArrowDownToLine from "lucide-react/icons/arrow-down-to-line";
import ArrowLeft from "lucide-react/icons/arrow-left";
import Check from "lucide-react/icons/check";
import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import Columns from "lucide-react/icons/columns-3";
import CommandSign from "lucide-react/icons/command";
import GitMerge from "lucide-react/icons/git-merge";
import Inbox from "lucide-react/icons/inbox";
import Keyboard from "lucide-react/icons/keyboard";
import Mail from "lucide-react/icons/mail";
import Expand from "lucide-react/icons/maximize-2";
import PanelRight from "lucide-react/icons/panel-right";
import Plus from "lucide-react/icons/plus";
import Reply from "lucide-react/icons/reply";
import Search from "lucide-react/icons/search";
import Sliders from "lucide-react/icons/sliders-horizontal";
import Split from "lucide-react/icons/split";
import Sunrise from "lucide-react/icons/sunrise";
import Tag from "lucide-react/icons/tag";
import TextSearch from "lucide-react/icons/text-search";
import Undo from "lucide-react/icons/undo-2";
import UserPlus from "lucide-react/icons/user-round-plus";
import Users from "lucide-react/icons/users-round";
import type { CommandId } from "../lib/keymap";

const icons: { readonly [C in CommandId]?: typeof Search } = {
  "search.open": Search,
  "search.page": Sliders,
  "message.new": Plus,
  "customers.new": UserPlus,
  "list.next": ChevronDown,
  "list.previous": ChevronUp,
  "conversation.next": ChevronDown,
  "conversation.previous": ChevronUp,
  "conversation.reply": Reply,
  "conversation.close": Check,
  "conversation.snooze": AlarmClock,
  "conversation.tomorrow": Sunrise,
  "conversation.unread": Mail,
  "conversation.find": TextSearch,
  "conversation.newest": ArrowDownToLine,
  "customer.panel": PanelRight,
  "customer.page": Expand,
  "customer.tags": Tag,
  "customer.merge": GitMerge,
  "customer.split": Split,
  "place.inbox": Inbox,
  "place.customers": Users,
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
