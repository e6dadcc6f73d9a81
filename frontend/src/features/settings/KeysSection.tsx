import RotateCcw from "lucide-react/icons/rotate-ccw";
import { useEffect, useRef, useState } from "react";
import { usePreferences } from "../../api/useSettings";
import { useWords } from "../../i18n/react";
import { type CommandId, commandIds, isLone, keysOf, type Overrides } from "../../lib/keymap";
import { isPlain, nameOf, shownKey } from "../../lib/keys";
import { isRefusal, type Refusal, rebound, usualAgain, withoutKeys } from "../../lib/rebind";
import { Button } from "../../ui/Button";
import { Toggle } from "../../ui/form";
import { Group, Section } from "../../ui/Section";
import { SavedNote, useSave } from "./saving";
import styles from "./settings.module.css";

const modifiers: ReadonlySet<string> = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

/** Every command with its keys: they are changed by pressing others, and go back to what they were. */
export function KeysSection() {
  const { t } = useWords();
  const { keys } = usePreferences();
  const save = useSave();
  const [recording, setRecording] = useState<CommandId | null>(null);
  const [refused, setRefused] = useState<{ command: CommandId; text: string } | null>(null);

  const change = (command: CommandId, answer: Overrides | Refusal) => {
    if (isRefusal(answer)) {
      const key = shownKey(answer.refused);
      const text = answer.taken
        ? t("keys.taken", { key, command: t(`command.${answer.taken}`) })
        : t("keys.reserved", { key });
      setRefused({ command, text });
      return;
    }
    save("keys", { ...keys, changed: plain(answer) });
    setRecording(null);
    setRefused(null);
  };
  const changed = Object.keys(keys.changed).length > 0;
  return (
    <Section title={t("settings.keys")} lead={t("keys.lead")} aside={<SavedNote />}>
      <Group>
        <Toggle
          label={t("keys.letters")}
          hint={t("keys.lettersHint")}
          isSelected={keys.letters}
          onChange={(letters) => save("keys", { ...keys, letters })}
        />
      </Group>
      <ul className={styles.keys}>
        {commandIds.map((command) => (
          <KeyRow
            key={command}
            command={command}
            overrides={keys.changed}
            letters={keys.letters}
            recording={recording === command}
            refusal={refused?.command === command ? refused.text : undefined}
            onRecord={(on) => {
              setRecording(on ? command : null);
              setRefused(null);
            }}
            onKey={(key) => change(command, rebound(command, key, keys.changed))}
            onNone={() => change(command, withoutKeys(command, keys.changed))}
            onUsual={() => change(command, usualAgain(command, keys.changed))}
          />
        ))}
      </ul>
      {changed && (
        <div>
          <Button look="line" onClick={() => save("keys", { ...keys, changed: {} })}>
            <RotateCcw size="1.125rem" />
            {t("keys.allUsual")}
          </Button>
        </div>
      )}
    </Section>
  );
}

function plain(overrides: Overrides): Record<string, string[]> {
  return Object.fromEntries(Object.entries(overrides).map(([command, keys]) => [command, [...keys]]));
}

type RowProps = {
  command: CommandId;
  overrides: Overrides;
  letters: boolean;
  recording: boolean;
  refusal: string | undefined;
  onRecord: (on: boolean) => void;
  onKey: (key: string) => void;
  onNone: () => void;
  onUsual: () => void;
};

function KeyRow({ command, overrides, letters, recording, refusal, onRecord, onKey, onNone, onUsual }: RowProps) {
  const { t } = useWords();
  const title = t(`command.${command}`);
  const button = useRef<HTMLButtonElement>(null);
  const shown = keysOf(command, overrides);
  useRecording(recording, {
    onKey,
    onNone,
    onCancel: () => {
      onRecord(false);
      button.current?.focus();
    },
  });
  return (
    <li data-recording={recording || undefined}>
      <span className={styles.keyTitle}>{title}</span>
      <span className={styles.keyList}>
        {recording ? (
          <span role="status" className={styles.keyAsk}>
            {t("keys.press")}
          </span>
        ) : (
          shown.map((key) => (
            <kbd key={key} data-off={(!letters && isLone(key)) || undefined}>
              {shownKey(key)}
            </kbd>
          ))
        )}
        {!recording && shown.length === 0 && <span className={styles.keyNone}>{t("keys.none")}</span>}
      </span>
      <span className={styles.keyButtons}>
        {overrides[command] && !recording && (
          <Button look="icon" aria-label={t("keys.usual", { command: title })} onClick={onUsual}>
            <RotateCcw size="1rem" />
          </Button>
        )}
        <Button
          look="quiet"
          ref={button}
          aria-label={t(recording ? "keys.cancel" : "keys.change", { command: title })}
          onClick={() => onRecord(!recording)}
        >
          {t(recording ? "keys.cancelShort" : "keys.changeShort")}
        </Button>
      </span>
      {refusal !== undefined && (
        <p role="alert" className={styles.bad}>
          {refusal}
        </p>
      )}
    </li>
  );
}

type Heard = { onKey: (key: string) => void; onNone: () => void; onCancel: () => void };

/** While recording, the next key is the answer and does nothing else. */
function useRecording(recording: boolean, heard: Heard): void {
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  useEffect(() => {
    if (!recording) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (modifiers.has(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === "Escape") latest.current.onCancel();
      else if (event.key === "Backspace") latest.current.onNone();
      else latest.current.onKey(isPlain(event) ? nameOf(event) : "alt");
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, [recording]);
}
