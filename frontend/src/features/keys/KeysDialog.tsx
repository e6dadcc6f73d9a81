import X from "lucide-react/icons/x";
import { Fragment } from "react";
import { useWords } from "../../i18n/react";
import { useKeysOf } from "../../lib/commands";
import { type CommandId, commandIds, type Region, regionOf } from "../../lib/keymap";
import { Button } from "../../ui/Button";
import { Key } from "../../ui/Keys";
import { Sheet } from "../../ui/Sheet";
import styles from "./keys.module.css";

/** What stands beside what: browsers lay out columns of equal height by trying them. */
const columns = [
  ["everywhere", "list"],
  ["conversation", "composer"],
] as const satisfies Region[][];

/** What the keys do that belong to a place and to no command: they work like everywhere on the computer. */
const native = {
  list: [["shortcuts.openRow", ["enter"]]],
  composer: [["shortcuts.send", ["enter", "mod+enter"]]],
} as const;

/** All keys in force, by where they work. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Sheet label={t("shortcuts.title")} className={styles.keys} onClose={onClose}>
      <header className={styles.head}>
        <h2>{t("shortcuts.title")}</h2>
        <Button look="icon" aria-label={t("shortcuts.close")} onClick={onClose}>
          <X size="1.25rem" />
        </Button>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keyboard */}
      <section className={styles.regions} tabIndex={0} aria-label={t("shortcuts.title")}>
        <div className={styles.columns}>
          {columns.map((regions) => (
            <div key={regions[0]}>
              {regions.map((region) => (
                <KeysOf key={region} region={region} />
              ))}
            </div>
          ))}
        </div>
      </section>
      <p className={styles.foot}>{t("shortcuts.letters")}</p>
    </Sheet>
  );
}

function KeysOf({ region }: { region: (typeof columns)[number][number] }) {
  const { t } = useWords();
  return (
    <section className={styles.region}>
      <h3>{t(`shortcuts.${region}`)}</h3>
      <dl>
        {commandIds
          .filter((command) => regionOf(command) === region)
          .map((command) => (
            <CommandLine key={command} command={command} />
          ))}
        {(region === "list" || region === "composer") &&
          native[region].map(([title, keys]) => <Line key={title} title={t(title)} keys={keys} />)}
      </dl>
    </section>
  );
}

function CommandLine({ command }: { command: CommandId }) {
  const { t } = useWords();
  const keys = useKeysOf(command);
  return keys.length > 0 ? <Line title={t(`command.${command}`)} keys={keys} /> : null;
}

function Line({ title, keys }: { title: string; keys: readonly string[] }) {
  return (
    <div className={styles.line}>
      <dt>{title}</dt>
      <dd>
        {keys.map((key) => (
          <Fragment key={key}>
            <Key name={key} />{" "}
          </Fragment>
        ))}
      </dd>
    </div>
  );
}
