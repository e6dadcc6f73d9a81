import Plus from "lucide-react/icons/plus";
import { Button, DialogTrigger, Popover } from "react-aria-components";
import type { Profile } from "../../api/people";
import { useWords } from "../../i18n/react";
import { useCommandButton } from "../../ui/CommandButton";
import { Tags } from "../../ui/Tags";
import styles from "./people.module.css";
import { TagEditor } from "./TagEditor";

type Props = { profile: Profile; open: boolean; onOpen: (open: boolean) => void };

/** The tags of a customer, and the button that changes them. */
export function TagBar({ profile, open, onOpen }: Props) {
  const { t } = useWords();
  return (
    <div className={styles.tagBar}>
      <Tags tags={profile.tags} />
      <DialogTrigger isOpen={open} onOpenChange={onOpen}>
        <Button className={styles.tagButton ?? ""} {...useCommandButton("customer.tags")}>
          <Plus size="0.875rem" strokeWidth={2.2} />
          {t("tags.add")}
        </Button>
        {/* Gone at once: in a place that is not shown any more no closing would come to its end. */}
        {open && (
          <Popover
            className={styles.popover ?? ""}
            placement="bottom start"
            offset={4}
            aria-label={t("tags.of", { name: profile.name })}
          >
            <TagEditor customerId={profile.customerId} name={profile.name} tags={profile.tags} />
          </Popover>
        )}
      </DialogTrigger>
    </div>
  );
}
