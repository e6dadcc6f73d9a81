import { useState } from "react";
import { problemOf } from "../../api/bridge";
import type { Problem } from "../../api/types";
import { useCustomerDeed } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { ChannelShape } from "../../ui/channel";
import { Choice, TextInput } from "../../ui/form";
import { useToasts } from "../../ui/toasts";
import styles from "./people.module.css";

const channels = ["whatsapp", "email", "sms"] as const;
type Typed = (typeof channels)[number];

type Props = { customerId: string; onDone: () => void; onTaken: (otherId: string) => void };

/** Writes down a contact that the owner knows of. Whose it is already may be the same person. */
export function AddContact({ customerId, onDone, onTaken }: Props) {
  const { t, explain } = useWords();
  const toasts = useToasts();
  const [channel, setChannel] = useState<Typed>("whatsapp");
  const [typed, setTyped] = useState("");
  const [label, setLabel] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const adding = useCustomerDeed((desk) => desk.customer.addAddress(customerId, channel, typed, label), customerId);
  const removing = useCustomerDeed((desk, id: string) => desk.customer.removeAddress(id), customerId);
  const keep = async () => {
    try {
      const id = await adding.mutateAsync(undefined);
      toasts.show({ text: t("contact.kept"), action: { label: t("toast.undo"), run: () => removing.mutate(id) } });
      onDone();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  };
  const other = problem?.code === "customer.address_taken" ? problem.params.customer : undefined;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape is Cancel, whichever field has the focus
    <form
      className={styles.addForm}
      aria-label={t("contact.add")}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onDone();
      }}
    >
      <Choice<Typed>
        label={t("contact.channel")}
        row
        value={channel}
        onChange={(chosen) => {
          setChannel(chosen);
          setProblem(null);
        }}
        options={channels.map((value) => ({
          value,
          label: (
            <span className={styles.channelOption} data-channel={value}>
              <ChannelShape channel={value} size="1rem" />
              {t(`channel.${value}`)}
            </span>
          ),
        }))}
      />
      <TextInput
        label={t(channel === "email" ? "contact.email" : "contact.number")}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          setProblem(null);
        }}
        error={problem ? explain(problem) : undefined}
        code
        startHere
        maxLength={254}
      />
      {other !== undefined && (
        <Button look="line" onClick={() => onTaken(other)}>
          {t("contact.theirs")}
        </Button>
      )}
      <TextInput
        label={t("contact.label")}
        hint={t("contact.label.hint")}
        value={label}
        onChange={setLabel}
        maxLength={40}
      />
      <div className={styles.formDeeds}>
        <Button look="primary" type="submit" disabled={typed.trim() === "" || adding.isPending}>
          {t("contact.keep")}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t("panel.cancel")}
        </Button>
      </div>
    </form>
  );
}
