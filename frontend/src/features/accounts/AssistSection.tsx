import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AssistPlace, AssistPreset, AssistTerms, AssistTrial } from "../../api/assistant";
import { problemOf } from "../../api/bridge";
import { useDesk } from "../../api/react";
import { useAssistDeed, useTerms } from "../../api/useAssistant";
import { useSecretsPlace } from "../../api/useSettings";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { numberFormat } from "../../lib/intl";
import { Button } from "../../ui/Button";
import { Choice, SecretInput, TextInput, Toggle } from "../../ui/form";
import { Group, Section } from "../../ui/Section";
import { useToasts } from "../../ui/toasts";
import styles from "./accounts.module.css";
import { thousandths, typedAs } from "./money";
import { isReady, SecretsStep } from "./SecretsPlace";

/** The model that drafts: which one, where, on what terms. Off until the owner has accepted it. */
export function AssistSection() {
  const { t, explain } = useWords();
  const terms = useTerms();
  return (
    <Section title={t("assist.title")} lead={t("assist.lead")}>
      {terms.error && <p role="alert">{explain(problemOf(terms.error))}</p>}
      {terms.data && <State terms={terms.data} />}
      {terms.data && <Form key={`${terms.data.on} ${terms.data.baseUrl}`} terms={terms.data} />}
    </Section>
  );
}

function useWhere() {
  const { t } = useWords();
  return (place: AssistPlace, host: string) =>
    place === "remote" ? t("assist.place.remote", { host }) : t(`assist.place.${place}`);
}

/** Whether it is on, where it runs, what it has cost, and the way to switch it off. */
function State({ terms }: { terms: AssistTerms }) {
  const { t, locale } = useWords();
  const complain = useComplain();
  const where = useWhere();
  const toasts = useToasts();
  const refusing = useAssistDeed((desk) => desk.assistant.refuse());
  const refuse = () => refusing.mutateAsync().then(() => toasts.show({ text: t("assist.refused") }), complain);
  if (!terms.on || terms.place === "") {
    return (
      <Group>
        <p>
          <b>{t("assist.isOff")}</b> {t("assist.offText")}
        </p>
      </Group>
    );
  }
  const money = numberFormat(locale, { style: "currency", currency: terms.currency || "BRL" });
  return (
    <Group>
      <p>
        <b>{t("assist.isOn")}</b> {terms.model}. {where(terms.place, terms.host)}.
      </p>
      {terms.place !== "local" && (
        <p className={styles.quiet}>
          {t("assist.month", { cost: money.format(terms.monthCost / 1e6) })}
          {terms.cap > 0 && ` ${t("assist.ofCap", { cap: money.format(terms.cap / 1e3) })}`}
        </p>
      )}
      <div>
        <Button look="line" onClick={() => void refuse()} disabled={refusing.isPending}>
          {t("assist.refuse")}
        </Button>
      </div>
    </Group>
  );
}

/** What was tested with what; a test speaks for nothing else. */
type Tested = { baseUrl: string; model: string; key: string; trial: AssistTrial };

function Form({ terms }: { terms: AssistTerms }) {
  const { t, locale, explain } = useWords();
  const toasts = useToasts();
  const [baseUrl, setBaseUrl] = useState(terms.baseUrl);
  const [model, setModel] = useState(terms.model);
  const [key, setKey] = useState("");
  const [tone, setTone] = useState(terms.tone);
  const [maskLocal, setMaskLocal] = useState(terms.maskLocal);
  const [prices, setPrices] = useState(() => ({
    in: typedAs(terms.priceIn, locale),
    out: typedAs(terms.priceOut, locale),
    cap: typedAs(terms.cap, locale),
    currency: terms.currency || "BRL",
  }));
  const [tested, setTested] = useState<Tested | null>(null);
  const secrets = useSecretsPlace().data;
  const trying = useAssistDeed((desk, asked: Omit<Tested, "trial">) =>
    desk.assistant.test(asked.baseUrl, asked.model, asked.key),
  );
  const accepting = useAssistDeed((desk) =>
    desk.assistant.accept(
      {
        baseUrl,
        model,
        accepted: "",
        tone,
        keyed: terms.keyed || key !== "",
        maskLocal,
        priceIn: thousandths(prices.in) ?? 0,
        priceOut: thousandths(prices.out) ?? 0,
        cap: thousandths(prices.cap) ?? 0,
        currency: prices.currency.trim().toUpperCase(),
      },
      key.trim(),
    ),
  );
  const trial = tested && tested.baseUrl === baseUrl && tested.key === key ? tested.trial : null;
  const place = placeOf(terms, trial, { baseUrl, model, key });
  const test = (asked: string) =>
    trying.mutate(
      { baseUrl: baseUrl.trim(), model: asked, key: key.trim() },
      {
        onSuccess: (done) => {
          setTested({ baseUrl, model: done.model, key, trial: done });
          setModel(done.model);
        },
      },
    );
  const wrong = [prices.in, prices.out, prices.cap].some((each) => thousandths(each) === null);
  const accept = () => accepting.mutate(undefined, { onSuccess: () => toasts.show({ text: t("assist.accepted") }) });
  return (
    <>
      <Group title={t("assist.where")}>
        <Servers presets={terms.presets} baseUrl={baseUrl} onChoose={setBaseUrl} />
        <TextInput
          code
          type="url"
          label={t("assist.address")}
          hint={t("assist.addressHint")}
          value={baseUrl}
          onChange={setBaseUrl}
          maxLength={500}
        />
        <SecretInput
          label={t("assist.key")}
          showLabel={t("secrets.show")}
          hint={t(terms.keyed && baseUrl === terms.baseUrl ? "assist.keyKept" : "assist.keyHint")}
          value={key}
          onChange={setKey}
          maxLength={500}
        />
        {key !== "" && <SecretsStep />}
        <div>
          <Button
            look="line"
            disabled={baseUrl.trim() === "" || trying.isPending}
            onClick={() => test(baseUrl === terms.baseUrl ? model : "")}
          >
            {t(trying.isPending ? "assist.testing" : "assist.test")}
          </Button>
        </div>
        <div role="status">
          {trying.error && <p className={styles.bad}>{explain(problemOf(trying.error))}</p>}
          {trial && <Result trial={trial} />}
        </div>
        {trial && trial.models.length > 1 && (
          <div className={styles.models}>
            <Choice
              label={t("assist.model")}
              value={model}
              onChange={test}
              options={trial.models.map((each) => ({ value: each, label: each }))}
            />
          </div>
        )}
      </Group>
      <Group title={t("assist.how")}>
        <Choice
          label={t("assist.tone")}
          value={tone}
          onChange={setTone}
          options={[
            { value: "", label: t("assist.tone.shop") },
            { value: "formal", label: t("assist.tone.formal") },
            { value: "casual", label: t("assist.tone.casual") },
          ]}
        />
        <Toggle
          label={t("assist.maskLocal")}
          hint={t("assist.maskLocalHint")}
          isSelected={maskLocal}
          onChange={setMaskLocal}
        />
      </Group>
      {place && place.place !== "local" && (
        <Group title={t("assist.price")} lead={t("assist.priceLead")}>
          <div className={styles.prices}>
            {(["in", "out", "cap", "currency"] as const).map((each) => (
              <TextInput
                key={each}
                label={t(`assist.price.${each}`)}
                value={prices[each]}
                onChange={(value) => setPrices({ ...prices, [each]: value })}
                error={each !== "currency" && thousandths(prices[each]) === null ? t("assist.price.wrong") : undefined}
                maxLength={each === "currency" ? 3 : 12}
              />
            ))}
          </div>
        </Group>
      )}
      <Group title={t("assist.accept")}>
        {place ? <Meaning {...place} /> : <p className={styles.quiet}>{t("assist.testFirst")}</p>}
        {accepting.error && (
          <p role="alert" className={styles.bad}>
            {explain(problemOf(accepting.error))}
          </p>
        )}
        <div>
          <Button
            look="primary"
            disabled={!place || wrong || accepting.isPending || (key !== "" && !isReady(secrets))}
            onClick={accept}
          >
            {t(terms.on && baseUrl === terms.baseUrl && model === terms.model ? "assist.keep" : "assist.acceptNow")}
          </Button>
        </div>
      </Group>
    </>
  );
}

type Place = { place: AssistPlace; host: string; model: string };

/** Where the words would go: as the test has told, or as it was accepted before. Null while nobody knows. */
function placeOf(
  terms: AssistTerms,
  trial: AssistTrial | null,
  now: { baseUrl: string; model: string; key: string },
): Place | null {
  if (trial && trial.model === now.model) return trial;
  const same = terms.on && terms.baseUrl === now.baseUrl && terms.model === now.model && now.key === "";
  return same && terms.place !== "" ? { place: terms.place, host: terms.host, model: terms.model } : null;
}

type ServersProps = { presets: AssistPreset[]; baseUrl: string; onChoose: (baseUrl: string) => void };

/** Servers that are known by name; those that run on this computer now come first. */
function Servers({ presets, baseUrl, onChoose }: ServersProps) {
  const { t } = useWords();
  const desk = useDesk();
  const found = useQuery({ queryKey: ["assistFound"], queryFn: () => desk.assistant.find(), staleTime: 0 }).data ?? [];
  const rest = presets.filter((each) => !found.some((other) => other.baseUrl === each.baseUrl));
  const options = [
    ...found.map((each) => ({ value: each.baseUrl, label: each.name, hint: t("assist.found") })),
    ...rest.map((each) => ({ value: each.baseUrl, label: each.name, hint: each.baseUrl })),
  ];
  return <Choice label={t("assist.server")} value={baseUrl} onChange={onChoose} options={options} />;
}

/** What came of a test. */
function Result({ trial }: { trial: AssistTrial }) {
  const { t } = useWords();
  const where = useWhere();
  const { model, host, place, latencyMs } = trial;
  return (
    <p>
      {t("assist.answered", { model, host, ms: latencyMs })} {where(place, host)}.
    </p>
  );
}

/** What it means to accept, in plain words. */
function Meaning({ place, host, model }: Place) {
  const { t } = useWords();
  if (place === "local") return <p>{t("assist.means.local", { host })}</p>;
  return (
    <>
      <p>{place === "cloud" ? t("assist.means.cloud", { model }) : t("assist.means.remote", { host })}</p>
      <p className={styles.quiet}>{t("assist.means.masked")}</p>
    </>
  );
}
