import type { Adding } from "./api/people";
import { useDesk } from "./api/react";
import { useComplain } from "./complain";
import { NewCustomer } from "./features/customers/NewCustomer";
import { useWords } from "./i18n/react";
import { useToasts } from "./ui/toasts";

type Props = {
  /** What was typed to find somebody who is not there. */
  typed: string;
  onClose: () => void;
  /** Opens a customer's page. */
  onPage: (customerId: string) => void;
  /** Called with who is no customer any more, because adding her was undone. */
  onGone: (customerId: string) => void;
};

/** The sheet for a new customer; her page opens, and adding her can be undone. */
export function AddCustomer({ typed, onClose, onPage, onGone }: Props) {
  const { t } = useWords();
  const complain = useComplain();
  const desk = useDesk();
  const { show } = useToasts();
  const added = ({ customerId, done }: Adding, name: string) => {
    const undo = async () => {
      try {
        await desk.conversation.undo(customerId, done);
        onGone(customerId);
        show({ text: t("newcomer.undone", { name }) });
      } catch (thrown) {
        complain(thrown);
      }
    };
    show({
      text: t("newcomer.added", { name }),
      action: { label: t("toast.undo"), run: () => void undo() },
      lasting: true,
    });
  };
  const open = (customerId: string) => {
    onClose();
    onPage(customerId);
  };
  return (
    <NewCustomer
      typed={typed}
      onClose={onClose}
      onOpen={open}
      onAdded={(adding, name) => {
        open(adding.customerId);
        added(adding, name);
      }}
    />
  );
}
