import { useState } from "react";
import { problemOf } from "../../api/bridge";
import type { Cuts } from "../../api/purchases";
import { useCuts, useCutsDeed } from "../../api/usePurchases";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { Button } from "../../ui/Button";
import { Choice, TextInput } from "../../ui/form";
import { Group, Section } from "../../ui/Section";
import { useToasts } from "../../ui/toasts";
import styles from "./settings.module.css";

/** Where buyers are cut into parts: what makes somebody recent, frequent, of much value. */
export function BuyersSection() {
  const { t } = useWords();
  const cuts = useCuts().data;
  // What was typed gives way to what holds again.
  const [undone, setUndone] = useState(0);
  return (
    <Section title={t("settings.buyers")} lead={t("cuts.lead")}>
      {cuts && <Cutting key={undone} cuts={cuts} onUndone={() => setUndone((n) => n + 1)} />}
    </Section>
  );
}

const matters = ["days", "times", "value"] as const;
type Matter = (typeof matters)[number];
type Pair = [string, string];
type Typed = Record<Matter, Pair>;

const usual: Typed = { days: ["60", "180"], times: ["2", "4"], value: ["100", "500"] };

/** What holds, to begin with: the first and the last of each, where they differ. */
function typedOf({ days, times, cents }: Cuts, amount: (cents: number) => string): Typed {
  const ends = (list: number[], text: (n: number) => string, instead: Pair): Pair => {
    const [first, last] = [list[0], list.at(-1)];
    return first !== undefined && last !== undefined && first < last ? [text(first), text(last)] : instead;
  };
  return {
    days: ends(days, String, usual.days),
    times: ends(times, String, usual.times),
    value: ends(cents, amount, usual.value),
  };
}

function Cutting({ cuts, onUndone }: { cuts: Cuts; onUndone: () => void }) {
  const { t, locale } = useWords();
  const toasts = useToasts();
  const complain = useComplain();
  const amount = numberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false });
  const [own, setOwn] = useState(cuts.own);
  const [typed, setTyped] = useState(() => typedOf(cuts, (cents) => amount.format(cents / 100)));
  const [wrong, setWrong] = useState<Matter | null>(null);
  const choosing = useCutsDeed((desk, to: Typed | null) => {
    const numbers = (pair: Pair) => pair.map((text) => Math.trunc(Number(text)) || 0);
    return desk.purchases.chooseCuts(
      to ? { days: numbers(to.days), times: numbers(to.times), value: to.value } : { days: [], times: [], value: [] },
    );
  });
  const undoing = useCutsDeed((desk, done: string) => desk.purchases.undoCuts(done));
  const choose = async (to: Typed | null) => {
    try {
      const done = await choosing.mutateAsync(to);
      const undo = async () => {
        await undoing.mutateAsync(done);
        toasts.show({ text: t("cuts.undone") });
        onUndone();
      };
      const run = () => void undo().catch(complain);
      toasts.show({
        text: t(to ? "cuts.chosen" : "cuts.followed"),
        action: { label: t("toast.undo"), run },
        lasting: true,
      });
    } catch (thrown) {
      const matter = matters.find((each) => each === problemOf(thrown).params["argument"]);
      if (matter) setWrong(matter);
      else complain(thrown);
    }
  };
  return (
    <>
      <Group>
        <Choice
          label={t("cuts.where")}
          value={own ? "own" : "automatic"}
          options={[
            {
              value: "automatic",
              label: t("cuts.automatic"),
              hint:
                cuts.own || cuts.buyers === 0
                  ? undefined
                  : t("cuts.automaticHint", { n: cuts.buyers, parts: cuts.parts }),
            },
            { value: "own", label: t("cuts.own"), hint: t("cuts.ownHint") },
          ]}
          onChange={(value) => {
            setOwn(value === "own");
            if (value === "automatic" && cuts.own) void choose(null);
          }}
        />
      </Group>
      {own && (
        <form
          className={styles.cuts}
          onSubmit={(event) => {
            event.preventDefault();
            if (!choosing.isPending) void choose(typed);
          }}
        >
          {matters.map((matter) => (
            <Group key={matter} title={t(`cuts.${matter}`)}>
              <div className={styles.cutPair}>
                {([0, 1] as const).map((at) => (
                  <TextInput
                    key={at}
                    label={t(`cuts.${matter}.${at}`)}
                    value={typed[matter][at]}
                    onChange={(text) => {
                      setWrong(null);
                      setTyped({ ...typed, [matter]: typed[matter].with(at, text) });
                    }}
                    error={at === 1 && wrong === matter ? t(`cuts.${matter}.wrong`) : undefined}
                    maxLength={20}
                    code
                  />
                ))}
              </div>
            </Group>
          ))}
          <Button look="primary" type="submit" disabled={choosing.isPending}>
            {t("panel.save")}
          </Button>
        </form>
      )}
    </>
  );
}
