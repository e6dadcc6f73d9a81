import Check from "lucide-react/icons/check";
import Plus from "lucide-react/icons/plus";
import Search from "lucide-react/icons/search";
import { useId, useState } from "react";
import { useCustomerDeed, useTags } from "../../api/usePeople";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import styles from "./tagEditor.module.css";
import { creatable, matching } from "./tagRules";

type Props = { customerId: string; name: string; tags: string[] };

/** Puts tags on a customer and takes them off: typed, chosen with the arrows or the mouse, and made where they are new. */
export function TagEditor({ customerId, name, tags }: Props) {
  const { t } = useWords();
  const complain = useComplain();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const known = useTags().data?.map((each) => each.tag) ?? [];
  const put = useCustomerDeed((desk, { tag, on }: { tag: string; on: boolean }) => {
    return desk.customer.tag(customerId, tag, on);
  }, customerId);

  const found = matching([...new Set([...known, ...tags])], typed);
  const created = creatable(found, typed);
  const options = created === null ? found : [...found, created];
  const active = Math.min(at, options.length - 1);
  const toggle = (tag: string) => {
    setTyped("");
    put.mutate({ tag, on: !tags.includes(tag) }, { onError: complain });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const option = options[active];
    if (step !== undefined && options.length > 0) setAt((active + step + options.length) % options.length);
    else if (event.key === "Enter" && option !== undefined) toggle(option);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.editor}>
      <div className={styles.field}>
        <Search size="1rem" />
        <input
          type="text"
          role="combobox"
          aria-label={t("tags.find")}
          aria-expanded={options.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the owner has just asked to type here
          autoFocus
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          maxLength={40}
          placeholder={t("tags.find")}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value.replaceAll(",", ""));
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={list}
        role="listbox"
        aria-label={t("tags.of", { name })}
        aria-multiselectable="true"
        className={styles.options}
        tabIndex={-1}
      >
        {options.map((tag, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's, which keeps the focus
          <div
            key={tag}
            id={`${list}-${index}`}
            role="option"
            aria-selected={tags.includes(tag)}
            className={styles.option}
            data-active={index === active || undefined}
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => toggle(tag)}
          >
            <span className={styles.box} aria-hidden="true">
              {tag === created ? (
                <Plus size="0.875rem" />
              ) : (
                tags.includes(tag) && <Check size="0.875rem" strokeWidth={3} />
              )}
            </span>
            <span dir="auto">{tag === created ? t("tags.create", { tag }) : tag}</span>
          </div>
        ))}
      </div>
      {options.length === 0 && <p className={styles.none}>{t("tags.none")}</p>}
    </div>
  );
}
