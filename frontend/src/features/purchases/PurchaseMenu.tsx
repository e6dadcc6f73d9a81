import Ellipsis from "lucide-react/icons/ellipsis";
import { useState } from "react";
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { Purchase } from "../../api/purchases";
import { useDesk } from "../../api/react";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { useToasts } from "../../ui/toasts";
import styles from "./purchases.module.css";
import { ReturnDialog } from "./ReturnDialog";

/** What became of a purchase: each can be undone. */
export function PurchaseMenu({ purchase }: { purchase: Purchase }) {
  const { t } = useWords();
  const [returning, setReturning] = useState(false);
  const desk = useDesk();
  const tell = useChange(purchase);
  const counts = !purchase.cancelled && purchase.returned < purchase.cents;
  const item = (id: string, words: string, run: () => void) => (
    <MenuItem key={id} id={id} className={styles.menuItem ?? ""} onAction={run}>
      {words}
    </MenuItem>
  );
  return (
    <>
      <MenuTrigger>
        <AriaButton className={styles.more ?? ""} aria-label={t("purchase.actions", { what: purchase.what })}>
          <Ellipsis size="1rem" />
        </AriaButton>
        <Popover className={styles.popover ?? ""} placement="bottom end" offset={4}>
          <Menu className={styles.menu ?? ""}>
            {counts && item("return", t("purchase.return"), () => setReturning(true))}
            {counts && item("cancel", t("purchase.cancel"), () => tell(desk.purchases.cancel(purchase.id), "cancel"))}
            {item("remove", t("purchase.remove"), () => tell(desk.purchases.remove(purchase.id), "remove"))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {returning && (
        <ReturnDialog
          purchase={purchase}
          onClose={() => setReturning(false)}
          onReturned={(done) => {
            setReturning(false);
            tell(Promise.resolve(done), "return");
          }}
        />
      )}
    </>
  );
}

const told = {
  return: "purchase.done.return",
  cancel: "purchase.done.cancel",
  remove: "purchase.done.remove",
} as const;

/** Says what was done about a purchase, and offers to undo it. */
function useChange({ id, what }: Purchase) {
  const { t } = useWords();
  const complain = useComplain();
  const desk = useDesk();
  const { show } = useToasts();
  return (change: Promise<string>, kind: keyof typeof told) => {
    const undo = (done: string) => desk.purchases.undo(id, done).catch(complain);
    change
      .then((done) =>
        show({
          text: t(told[kind], { what }),
          action: { label: t("toast.undo"), run: () => void undo(done) },
          lasting: true,
        }),
      )
      .catch(complain);
  };
}
