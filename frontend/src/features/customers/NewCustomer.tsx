import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { problemOf } from "../../api/bridge";
import type { Adding } from "../../api/people";
import { useDesk } from "../../api/react";
import type { Desk, Problem } from "../../api/types";
import { useCustomerDeed } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { contactIn } from "../../lib/contact";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { TextInput } from "../../ui/form";
import styles from "./customers.module.css";

type Props = {
  /** What was typed to find somebody who is not there: a number, an address, or a name. */
  typed: string;
  onClose: () => void;
  onAdded: (adding: Adding, name: string) => void;
  /** An address is somebody's already: opens whose. */
  onOpen: (customerId: string) => void;
};

/** How many telephones fit on the sheet; others are added on the page. */
const mostPhones = 4;

/** A small sheet for somebody who has not written yet. */
export function NewCustomer({ typed, onClose, onAdded, onOpen }: Props) {
  const { t, explain } = useWords();
  const complain = useComplain();
  const desk = useDesk();
  const contact = contactIn(typed);
  const [name, setName] = useState(contact === null ? typed : "");
  const [phones, setPhones] = useState([contact === "phone" ? typed : ""]);
  const [email, setEmail] = useState(contact === "email" ? typed : "");
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const adding = useCustomerDeed((house) => house.customers.add({ name, phones, email }));
  const reachable = [...phones, email].some((each) => each.trim() !== "");
  const add = async () => {
    try {
      const added = await adding.mutateAsync(undefined);
      onAdded(added, name.trim() || [...phones, email].map((each) => each.trim()).find((each) => each !== "") || "");
    } catch (thrown) {
      await refused(thrown);
    }
  };
  const refused = async (refusal: unknown) => {
    try {
      const found = await wrongOf(desk, problemOf(refusal));
      setWrong(found);
      if (!found) complain(refusal);
    } catch (thrown) {
      complain(thrown);
    }
  };
  const changing = (change: (value: string) => void) => (value: string) => {
    setWrong(null);
    change(value);
  };
  const words = wrong?.whose
    ? t(wrong.phone === null ? "newcomer.taken.email" : "newcomer.taken.phone", { name: wrong.whose.name })
    : wrong
      ? explain(wrong.problem)
      : undefined;
  const whose = wrong?.whose;
  return (
    <Dialog title={t("people.new")} onClose={onClose}>
      <form
        className={styles.sheet}
        onSubmit={(event) => {
          event.preventDefault();
          if (reachable && !adding.isPending) void add();
        }}
      >
        <p className={styles.lead}>{t("newcomer.text")}</p>
        <TextInput label={t("newcomer.name")} value={name} onChange={setName} startHere maxLength={200} />
        {phones.map((phone, at) => (
          <TextInput
            // oxlint-disable-next-line react/no-array-index-key -- telephones are only added, behind the last
            key={at}
            label={t("contact.number")}
            {...(at === 0 && { hint: t("newcomer.phone.hint") })}
            value={phone}
            onChange={changing((value) => setPhones(phones.with(at, value)))}
            error={wrong?.phone === at ? words : undefined}
            startHere={at > 0}
            code
            maxLength={40}
          />
        ))}
        {phones.length < mostPhones && phones.at(-1) !== "" && (
          <Button look="link" className={styles.another} onClick={() => setPhones([...phones, ""])}>
            <Plus size="1rem" />
            {t("newcomer.phone.another")}
          </Button>
        )}
        <TextInput
          label={t("contact.email")}
          value={email}
          onChange={changing(setEmail)}
          error={wrong?.phone === null ? words : undefined}
          code
          maxLength={254}
        />
        <DialogFoot>
          {whose && (
            <Button look="line" onClick={() => onOpen(whose.customerId)}>
              {t("newcomer.open", { name: whose.name })}
            </Button>
          )}
          <Button look="quiet" onClick={onClose}>
            {t("panel.cancel")}
          </Button>
          <Button look="primary" type="submit" disabled={!reachable || adding.isPending}>
            {t("newcomer.add")}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** Why nobody was added: at which telephone, or null at the mail address; and whose it is already. */
type Wrong = { phone: number | null; problem: Problem; whose: { customerId: string; name: string } | null };

/** Null: it lies in nothing that was typed. */
async function wrongOf(desk: Desk, problem: Problem): Promise<Wrong | null> {
  const { at, channel, customer } = problem.params;
  if (at === undefined) return null;
  const phone = channel === "email" ? null : Number(at);
  return { phone, problem, whose: customer ? await desk.conversation.card(customer) : null };
}
