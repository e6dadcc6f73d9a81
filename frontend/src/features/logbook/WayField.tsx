import Ellipsis from "lucide-react/icons/ellipsis";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import type { LogSheet } from "../../api/logbook";
import { useWords } from "../../i18n/react";
import { useKeysOf } from "../../lib/commands";
import { worksInText } from "../../lib/keymap";
import { shownKey } from "../../lib/keys";
import { ChannelShape } from "../../ui/channel";
import { Chips } from "./Chips";
import styles from "./logbook.module.css";
import { atCounter, elsewhere, type Way, wayOf } from "./rules";

const ways = ["phone", "counter", "elsewhere"] as const satisfies readonly Way[];
const wayWords = { phone: "logbook.call", counter: "logbook.visit", elsewhere: "logbook.elsewhere" } as const;

type Props = { sheet: LogSheet; onChange: (part: Partial<LogSheet>) => void };

/** How the shop and the customer met: by telephone, at the counter, or otherwise. */
export function WayField({ sheet, onChange }: Props) {
  const { t } = useWords();
  const way = wayOf(sheet.channel);
  const switchKey = useKeysOf("logbook.open").find((key) => worksInText("logbook.open", key));
  const choose = (to: Way) => {
    if (to === "phone") onChange({ channel: "phone" });
    else if (to === "counter") onChange(atCounter);
    else onChange({ channel: "letter" });
  };
  return (
    <>
      <ToggleButtonGroup
        className={styles.ways ?? ""}
        aria-label={t("logbook.kind")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[way]}
        onSelectionChange={(keys) => choose([...keys][0] as Way)}
      >
        {ways.map((each) => (
          <ToggleButton key={each} id={each} className={styles.way ?? ""} data-channel={each}>
            {each === "elsewhere" ? <Ellipsis size="1.375rem" /> : <ChannelShape channel={each} size="1.375rem" />}
            <span title={each === "counter" && switchKey ? shownKey(switchKey) : undefined}>{t(wayWords[each])}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {way === "elsewhere" && (
        <Chips
          label={t("logbook.where")}
          labelHidden
          options={elsewhere.map((value) => ({ value, label: t(`channel.${value}`) }))}
          value={sheet.channel as (typeof elsewhere)[number]}
          onChange={(channel) => channel !== "" && onChange({ channel })}
        />
      )}
      {way !== "counter" && (
        <div className={styles.direction}>
          <Chips
            label={t("logbook.direction")}
            labelHidden
            options={(["in", "out"] as const).map((value) => ({ value, label: t(`logbook.${value}`) }))}
            value={sheet.direction}
            onChange={(direction) => direction !== "" && onChange({ direction })}
          />
        </div>
      )}
    </>
  );
}
