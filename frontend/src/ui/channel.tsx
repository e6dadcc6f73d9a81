import AtSign from "lucide-react/icons/at-sign";
import Globe from "lucide-react/icons/globe";
import Mail from "lucide-react/icons/mail";
import MessageCircleQuestion from "lucide-react/icons/message-circle-question-mark";
import Phone from "lucide-react/icons/phone";
import ScrollText from "lucide-react/icons/scroll-text";
import Store from "lucide-react/icons/store";

export type ShownChannel = "email" | "sms" | "whatsapp" | "phone" | "counter" | "letter" | "social" | "site" | "other";
type ShapeProps = { size: string };

function Outline({ size, children }: ShapeProps & { children: React.ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** A round bubble with a handset: our own drawing, no provider's logo. */
function ChatBubble({ size }: ShapeProps) {
  return (
    <Outline size={size}>
      <path d="M3.2 20.8l1.35-4.2a8.6 8.6 0 1 1 3.1 3.05z" />
      <path
        d="M9.1 8.1c.35-.55.75-.6 1.15-.5l.75 1.75-.75 1c.65 1.3 1.55 2.15 2.85 2.75l.95-.8 1.75.75c.1.45-.05.95-.55 1.3-.5.35-1.2.45-1.95.2-2.2-.7-4.05-2.55-4.65-4.4-.2-.7-.05-1.5.45-2.05z"
        fill="currentColor"
        stroke="none"
      />
    </Outline>
  );
}

/** A square bubble with three dots. */
function TextBubble({ size }: ShapeProps) {
  return (
    <Outline size={size}>
      <path d="M4.5 4h15A1.5 1.5 0 0 1 21 5.5v10a1.5 1.5 0 0 1-1.5 1.5H9l-4.6 3.6a.25.25 0 0 1-.4-.2V17A1 1 0 0 1 3 16V5.5A1.5 1.5 0 0 1 4.5 4z" />
      <g fill="currentColor" stroke="none">
        <circle cx="8" cy="10.5" r="1.35" />
        <circle cx="12" cy="10.5" r="1.35" />
        <circle cx="16" cy="10.5" r="1.35" />
      </g>
    </Outline>
  );
}

/** The shape of a channel. Its colour comes from data-channel on an element around it, its word from the caller. */
export function ChannelShape({ channel, size = "1rem" }: { channel: ShownChannel; size?: string }) {
  switch (channel) {
    case "whatsapp":
      return <ChatBubble size={size} />;
    case "sms":
      return <TextBubble size={size} />;
    case "email":
      return <Mail size={size} strokeWidth={2} />;
    case "phone":
      return <Phone size={size} strokeWidth={2} />;
    case "counter":
      return <Store size={size} strokeWidth={2} />;
    case "letter":
      return <ScrollText size={size} strokeWidth={2} />;
    case "social":
      return <AtSign size={size} strokeWidth={2} />;
    case "site":
      return <Globe size={size} strokeWidth={2} />;
    default:
      return <MessageCircleQuestion size={size} strokeWidth={2} />;
  }
}
