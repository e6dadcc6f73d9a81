import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import type { Profile } from "../../api/people";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { TextInput } from "../../ui/form";
import { useDescribing } from "./describing";
import { MasterField } from "./MasterField";
import styles from "./master.module.css";

/** Whatever else the owner wants to know of a customer: a name and a value each. One that is emptied goes. */
export function Details({ profile }: { profile: Profile }) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const describe = useDescribing(profile.customerId);
  return (
    <>
      {profile.details.map(({ name, value }) => (
        <MasterField
          key={name}
          label={name}
          kept={value}
          save={(text) => describe({ details: [{ name, value: text }] })}
          maxLength={400}
        />
      ))}
      {adding ? (
        <NewDetail profile={profile} onDone={() => setAdding(false)} />
      ) : (
        <Button look="link" className={styles.add} onClick={() => setAdding(true)}>
          <Plus size="1rem" />
          {t("master.detail.add")}
        </Button>
      )}
    </>
  );
}

function NewDetail({ profile, onDone }: { profile: Profile; onDone: () => void }) {
  const { t } = useWords();
  const [detail, setDetail] = useState({ name: "", value: "" });
  const describe = useDescribing(profile.customerId);
  const whole = detail.name.trim() !== "" && detail.value.trim() !== "";
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape is Cancel, whichever field has the focus
    <form
      className={styles.newDetail}
      aria-label={t("master.detail.add")}
      onSubmit={(event) => {
        event.preventDefault();
        if (whole) void describe({ details: [detail] }).then(onDone, () => undefined);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onDone();
      }}
    >
      <TextInput
        label={t("master.detail.name")}
        value={detail.name}
        onChange={(name) => setDetail({ ...detail, name })}
        maxLength={40}
        startHere
      />
      <TextInput
        label={t("master.detail.value")}
        value={detail.value}
        onChange={(value) => setDetail({ ...detail, value })}
        maxLength={400}
      />
      <div className={styles.deeds}>
        <Button look="primary" type="submit" disabled={!whole}>
          {t("master.detail.keep")}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t("panel.cancel")}
        </Button>
      </div>
    </form>
  );
}
