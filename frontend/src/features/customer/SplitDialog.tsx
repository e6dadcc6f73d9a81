import { useState } from "react";
import type { Profile } from "../../api/people";
import { useProfile } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import { ChannelShape } from "../../ui/channel";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import styles from "./people.module.css";

type Props = {
  customerId: string;
  /** What is ticked at first; null: what was somebody else's before a merge. */
  identityId: string | null;
  onClose: () => void;
  onSplit: (identityIds: string[]) => void;
};

/** The contacts that a merge brought from one other customer; none where nothing else would be left. */
function mergedIn({ customerId, points }: Profile): readonly string[] {
  const other = points.find((point) => point.homeId !== customerId)?.homeId;
  const came = points.filter((point) => point.homeId === other);
  return came.length < points.length ? came.map((point) => point.id) : [];
}

/** Asks which contacts are somebody else's. */
export function SplitDialog({ customerId, identityId, onClose, onSplit }: Props) {
  const { t } = useWords();
  const profile = useProfile(customerId).data;
  const [chosen, setChosen] = useState<readonly string[] | null>(identityId === null ? null : [identityId]);
  if (!profile) return null;
  const ticked = chosen ?? mergedIn(profile);
  const all = ticked.length >= profile.points.length;
  const tick = (id: string) => {
    setChosen(ticked.includes(id) ? ticked.filter((each) => each !== id) : [...ticked, id]);
  };
  return (
    <Dialog title={t("split.title", { name: profile.name })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ticked.length > 0 && !all) onSplit([...ticked]);
        }}
      >
        <p className={styles.quiet}>{t("split.text")}</p>
        {profile.points.map((point, index) => (
          <label key={point.id} className={styles.tick} data-channel={point.channel}>
            <input
              type="checkbox"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog begins here
              autoFocus={identityId === null ? index === 0 : point.id === identityId}
              checked={ticked.includes(point.id)}
              onChange={() => tick(point.id)}
            />
            <ChannelShape channel={point.channel} size="1.125rem" />
            <span>
              {t(`channel.${point.channel}`)}: {point.address}
            </span>
          </label>
        ))}
        {all && <p className={styles.doubt}>{t("split.last")}</p>}
        <DialogFoot>
          <Button look="line" onClick={onClose}>
            {t("panel.cancel")}
          </Button>
          <Button look="primary" type="submit" disabled={ticked.length === 0 || all}>
            {t("split.do")}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
