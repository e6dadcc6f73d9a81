import ChevronDown from "lucide-react/icons/chevron-down";
import { Button as AriaButton, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import type { PlainKey } from "../../i18n/catalogue";
import { useWords } from "../../i18n/react";
import { dayExample, parseDay } from "../../lib/dates";
import { useNow } from "../../lib/now";
import { Button } from "../../ui/Button";
import { type Ask, channels, directions, fileKinds, isFiltered, unfiltered, whens } from "./ask";
import styles from "./search.module.css";

type Props = { ask: Ask; onAsk: (ask: Ask) => void };

const channelWords = {
  "": "filter.all",
  whatsapp: "channel.whatsapp",
  email: "channel.email",
  sms: "channel.sms",
} as const;
const directionWords = { "": "filter.both", in: "filter.in", out: "filter.out" } as const;
const fileWords = {
  "": "filter.filesEither",
  any: "filter.filesAny",
  picture: "filter.picture",
  audio: "filter.audio",
  video: "filter.video",
  document: "filter.document",
} as const;
const whenWords = {
  "": "filter.anytime",
  today: "filter.today",
  week: "filter.week",
  month: "filter.month",
  year: "filter.year",
  range: "filter.range",
} as const;

/** What the search is narrowed to. */
export function Filters({ ask, onAsk }: Props) {
  const { t } = useWords();
  const change = (part: Partial<Ask>) => onAsk({ ...ask, ...part });
  return (
    <div className={styles.filters}>
      <Choice
        label="filter.channel"
        value={ask.channel}
        values={channels}
        words={channelWords}
        onValue={(channel) => change({ channel })}
      />
      <Choice
        label="filter.direction"
        value={ask.direction}
        values={directions}
        words={directionWords}
        onValue={(direction) => change({ direction })}
      />
      <Choice
        label="filter.date"
        value={ask.when}
        values={whens}
        words={whenWords}
        onValue={(when) => change({ when })}
      />
      {ask.when === "range" && (
        <>
          <Day label="filter.from" value={ask.from} onValue={(from) => change({ from })} />
          <Day label="filter.to" value={ask.to} onValue={(to) => change({ to })} />
        </>
      )}
      <Choice
        label="filter.files"
        value={ask.files}
        values={fileKinds}
        words={fileWords}
        onValue={(files) => change({ files })}
      />
      {isFiltered(ask) && (
        <Button look="link" onClick={() => onAsk(unfiltered(ask))}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}

type ChoiceProps<V extends string> = {
  label: PlainKey;
  value: V;
  values: readonly V[];
  words: Record<V, PlainKey>;
  onValue: (value: V) => void;
};

/** The key of the value that narrows nothing: an empty key would be none. */
const nothing = "nothing";

function Choice<V extends string>({ label, value, values, words, onValue }: ChoiceProps<V>) {
  const { t } = useWords();
  const wordOf = (each: V): PlainKey => words[each];
  return (
    <Select
      className={styles.choice ?? ""}
      data-narrows={value !== "" || undefined}
      selectedKey={value || nothing}
      onSelectionChange={(key) => onValue((key === nothing ? "" : key) as V)}
    >
      <Label className={styles.choiceLabel ?? ""}>{t(label)}</Label>
      <AriaButton className={styles.choiceButton ?? ""}>
        <SelectValue />
        <ChevronDown size="1rem" strokeWidth={2} aria-hidden="true" />
      </AriaButton>
      <Popover className={styles.popover ?? ""} offset={4}>
        <ListBox className={styles.choiceList ?? ""}>
          {values.map((each) => (
            <ListBoxItem key={each} id={each || nothing} className={styles.choiceItem ?? ""}>
              {t(wordOf(each))}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

function Day({
  label,
  value,
  onValue,
}: {
  label: "filter.from" | "filter.to";
  value: string;
  onValue: (value: string) => void;
}) {
  const { t, locale } = useWords();
  const example = dayExample(new Date(useNow(3_600_000)).getFullYear(), locale);
  const wrong = value.trim() !== "" && parseDay(value, locale) === null;
  return (
    <label className={styles.day} data-wrong={wrong || undefined}>
      <span>{t(label)}</span>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder={example}
        aria-invalid={wrong || undefined}
        maxLength={10}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </label>
  );
}
