import ArrowLeftRight from "lucide-react/icons/arrow-left-right";
import { useRef, useState } from "react";
import { problemOf } from "../../api/bridge";
import type { Choosable, Differing, MergePreview, Person, Whose } from "../../api/people";
import { useFoundCustomers, useMergePreview } from "../../api/usePeople";
import { useWords } from "../../i18n/react";
import { useEnter } from "../../lib/enter";
import { useStartFocus } from "../../lib/focus";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { Choice, TextInput } from "../../ui/form";
import { Notice } from "../../ui/Notice";
import { fieldText } from "./fields";
import master from "./master.module.css";
import { PersonLines } from "./PersonLines";
import styles from "./people.module.css";

type Props = {
  keepId: string;
  keepName: string;
  /** Null: the owner is still to say who is the same person. */
  otherId: string | null;
  onClose: () => void;
  onMerge: (kept: Person, other: Person, whose: Whose) => void;
  onApart: (kept: Person, other: Person) => void;
};

/** Asks who is the same person, and shows what a merge would change before it is done. */
export function MergeDialog({ keepId, keepName, otherId, onClose, onMerge, onApart }: Props) {
  const { t } = useWords();
  const [pair, setPair] = useState({ keepId, otherId });
  return (
    <Dialog title={t("merge.title")} onClose={onClose}>
      {pair.otherId === null ? (
        <Finder keepId={keepId} name={keepName} onFound={(found) => setPair({ keepId, otherId: found })} />
      ) : (
        <Preview
          key={pair.keepId}
          keepId={pair.keepId}
          otherId={pair.otherId}
          onSwap={() => setPair({ keepId: pair.otherId ?? keepId, otherId: pair.keepId })}
          onClose={onClose}
          onMerge={onMerge}
          onApart={onApart}
        />
      )}
    </Dialog>
  );
}

function Finder({ keepId, name, onFound }: { keepId: string; name: string; onFound: (customerId: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const { data, isPlaceholderData } = useFoundCustomers(text);
  const found = data?.rows.filter((row) => row.customerId !== keepId) ?? [];
  const hits = text.trim() === "" ? [] : found;
  const enter = useEnter(text, !isPlaceholderData, () => hits[0] && onFound(hits[0].customerId));
  const step = (event: React.KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows only move among the buttons inside
    <form
      onSubmit={(event) => {
        event.preventDefault();
        enter(false);
      }}
      onKeyDown={step}
    >
      <TextInput
        label={t("merge.with", { name })}
        hint={t("people.hint")}
        value={text}
        onChange={setText}
        startHere
        maxLength={200}
      />
      <ul ref={list} className={styles.found} aria-label={t("people.label")}>
        {hits.map((row) => (
          <li key={row.customerId}>
            <button type="button" className={styles.hit} onClick={() => onFound(row.customerId)}>
              <Avatar id={row.customerId} name={row.name} channel={row.channels[0] ?? "other"} />
              <span className={styles.hitText}>
                <span dir="auto">{row.name}</span>
                <span>{row.address}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

type PreviewProps = Omit<Props, "keepName" | "otherId"> & { otherId: string; onSwap: () => void };

function Preview({ keepId, otherId, onSwap, onClose, onMerge, onApart }: PreviewProps) {
  const { t, explain } = useWords();
  const { data, error } = useMergePreview(keepId, otherId);
  const [chosen, setChosen] = useState<Partial<Record<Choosable, Side>>>({});
  if (error) return <Notice tone="bad" text={explain(problemOf(error))} />;
  if (!data) return null;
  const whose: Whose = {};
  for (const { field } of data.differing) {
    const side = chosen[field] ?? usual(field);
    if (side !== "both") whose[field] = side === "kept" ? keepId : otherId;
  }
  return (
    <>
      <div className={styles.people}>
        <Somebody person={data.kept} fate={t("merge.stays")} kept />
        <Somebody person={data.other} fate={t("merge.goes", { name: data.kept.name })} />
      </div>
      <Button look="line" onClick={onSwap}>
        <ArrowLeftRight size="1rem" />
        {t("merge.swap")}
      </Button>
      <Choices
        list={data.differing}
        chosen={chosen}
        onChoose={(field, side) => setChosen({ ...chosen, [field]: side })}
      />
      <Changes preview={data} notes={whose.notes === undefined} />
      <p className={styles.quiet}>{t("merge.safe")}</p>
      <DialogFoot>
        <Button look="quiet" onClick={() => onApart(data.kept, data.other)}>
          {t("alike.apart")}
        </Button>
        <Button look="line" onClick={onClose}>
          {t("panel.cancel")}
        </Button>
        <Go label={t("merge.do")} run={() => onMerge(data.kept, data.other, whose)} />
      </DialogFoot>
    </>
  );
}

/** What Enter does. */
function Go({ label, run }: { label: string; run: () => void }) {
  const button = useStartFocus<HTMLButtonElement>();
  return (
    <Button ref={button} look="primary" onClick={run}>
      {label}
    </Button>
  );
}

type Side = "kept" | "other" | "both";

/** What is several anyhow is kept of both. */
const usual = (field: Choosable): Side => (field === "notes" || field === "address" ? "both" : "kept");

type ChoicesProps = {
  list: Differing[];
  chosen: Partial<Record<Choosable, Side>>;
  onChoose: (field: Choosable, side: Side) => void;
};

/** Whose value is taken of every field that the two do not agree upon. */
function Choices({ list, chosen, onChoose }: ChoicesProps) {
  const { t, locale } = useWords();
  if (list.length === 0) return null;
  return (
    <section className={master.choices} aria-label={t("merge.choose")}>
      {list.map(({ field, kept, other }) => {
        const option = (value: Side, text: string) => ({ value, label: <span dir="auto">{text}</span> });
        const options = [
          option("kept", fieldText(field, kept, t, locale)),
          option("other", fieldText(field, other, t, locale)),
          ...(usual(field) === "both" ? [option("both", t("merge.both"))] : []),
        ];
        return (
          <Choice<Side>
            key={field}
            label={t(`field.${field}`)}
            value={chosen[field] ?? usual(field)}
            options={options}
            onChange={(side) => onChoose(field, side)}
          />
        );
      })}
    </section>
  );
}

function Somebody({ person, fate, kept = false }: { person: Person; fate: string; kept?: boolean }) {
  return (
    <section className={styles.person} data-kept={kept || undefined}>
      <p className={styles.fate} dir="auto">
        {fate}
      </p>
      <p className={styles.personName} dir="auto">
        {person.name}
      </p>
      <PersonLines person={person} />
    </section>
  );
}

function Changes({ preview, notes }: { preview: MergePreview; notes: boolean }) {
  const { t } = useWords();
  const along = [
    ["merge.contacts", preview.other.contacts.length],
    ["merge.messages", preview.messages],
    ["merge.purchases", preview.purchases],
  ] as const;
  return (
    <ul className={styles.changes} aria-label={t("merge.what")}>
      {along.map(([what, n]) => n > 0 && <li key={what}>{t(what, { n })}</li>)}
      {preview.tags.length > 0 && <li>{t("merge.tags", { tags: preview.tags.join(", ") })}</li>}
      {preview.notes && notes && <li>{t("merge.notes")}</li>}
      <li>{t("merge.state", { state: t(`tab.${preview.state}`) })}</li>
    </ul>
  );
}
