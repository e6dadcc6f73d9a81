import ArrowLeft from "lucide-react/icons/arrow-left";
import SearchIcon from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { problemOf } from "../../api/bridge";
import { asksSomething, useFind, useSuggestion } from "../../api/searching";
import type { MessageHit } from "../../api/types";
import { useWords } from "../../i18n/react";
import { contactIn } from "../../lib/contact";
import { numberFormat } from "../../lib/intl";
import { useNow } from "../../lib/now";
import { Button } from "../../ui/Button";
import { CommandButton } from "../../ui/CommandButton";
import { Hidden } from "../../ui/Hidden";
import { Notice } from "../../ui/Notice";
import { type Ask, askedOf, isFiltered, unfiltered } from "./ask";
import { Filters } from "./Filters";
import { firstHit, Results } from "./Results";
import styles from "./search.module.css";

type Props = {
  ask: Ask;
  onAsk: (ask: Ask) => void;
  onCustomer: (customerId: string) => void;
  onMessage: (hit: MessageHit, typed: string) => void;
  /** A customer is to be created with what was searched for. */
  onCreate: (typed: string) => void;
  onClose: () => void;
};

/** The whole history by words and filters, newest first. */
export function SearchPage({ ask, onAsk, onCustomer, onMessage, onCreate, onClose }: Props) {
  const { t, locale } = useWords();
  const asked = askedOf(ask, useNow(60_000), locale);
  const found = useFind(asked, "page", { count: true });
  return (
    <main className={styles.page}>
      <header className={styles.pageHead}>
        <CommandButton command="back" look="icon" aria-label={t("search.close")} onClick={onClose}>
          <ArrowLeft size="1.25rem" />
        </CommandButton>
        <h1>{t("search.title")}</h1>
        <div className={styles.field} role="search">
          <SearchIcon size="1.25rem" strokeWidth={1.9} />
          <input
            type="text"
            inputMode="search"
            autoComplete="off"
            spellCheck={false}
            aria-label={t("search.label")}
            placeholder={t("search.placeholder")}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- who comes here types, unless coming back to the results
            autoFocus={ask.opened === ""}
            maxLength={200}
            value={ask.text}
            onChange={(event) => onAsk({ ...ask, text: event.target.value, opened: "" })}
            onKeyDown={(event) => {
              if (event.key !== "ArrowDown" && event.key !== "Enter") return;
              event.preventDefault();
              document.querySelector<HTMLElement>(firstHit)?.focus();
            }}
          />
          {ask.text !== "" && (
            <Button
              look="icon"
              className={styles.clear}
              aria-label={t("search.clear")}
              onClick={() => onAsk({ ...ask, text: "", opened: "" })}
            >
              <X size="1rem" />
            </Button>
          )}
        </div>
        <Total found={found} shown={asksSomething(asked)} />
      </header>
      <Filters ask={ask} onAsk={(next) => onAsk({ ...next, opened: "" })} />
      <Body
        ask={ask}
        found={found}
        asked={asked}
        onAsk={onAsk}
        onCustomer={onCustomer}
        onCreate={onCreate}
        onMessage={(hit) => {
          onAsk({ ...ask, opened: hit.messageId });
          onMessage(hit, asked.text);
        }}
      />
    </main>
  );
}

type Found = ReturnType<typeof useFind>;

function Total({ found, shown }: { found: Found; shown: boolean }) {
  const { t, locale } = useWords();
  const { first } = found;
  if (!shown || !first?.total) return <p className={styles.total} role="status" />;
  const total = first.exact
    ? t("search.total", { n: first.total })
    : t("search.totalOver", { total: numberFormat(locale, undefined).format(first.total - 1) });
  return (
    <p className={styles.total} role="status">
      {total}
    </p>
  );
}

type BodyProps = Omit<Props, "onClose" | "onMessage"> & {
  found: Found;
  asked: ReturnType<typeof askedOf>;
  onMessage: (hit: MessageHit) => void;
};

function Body({ ask, found, asked, onAsk, onCustomer, onMessage, onCreate }: BodyProps) {
  const { t, explain } = useWords();
  const { data, error, customers, messages, isPlaceholderData } = found;
  const nothing = data !== undefined && !isPlaceholderData && customers.length + messages.length === 0;
  if (!asksSomething(asked)) return <Notice title={t("search.start")} text={t("search.startHint")} />;
  if (error) return <Notice tone="bad" text={explain(problemOf(error))} />;
  if (nothing) return <Nothing ask={ask} asked={asked} onAsk={onAsk} onCreate={onCreate} />;
  return <Results found={found} opened={ask.opened} onCustomer={onCustomer} onMessage={onMessage} />;
}

/** Nothing was found: what may have been meant, the search without its filters, or a hint. */
function Nothing({ ask, asked, onAsk, onCreate }: Pick<BodyProps, "ask" | "asked" | "onAsk" | "onCreate">) {
  const { t } = useWords();
  const meant = useSuggestion(asked, true).data;
  const filtered = isFiltered(ask);
  const again = (next: Ask, label: string) => ({ label, run: () => onAsk(next) });
  const contact = contactIn(asked.text);
  const actions = [
    // Behind a filter she may be there after all.
    ...(contact && !filtered ? [{ label: t(`newcomer.with.${contact}`), run: () => onCreate(asked.text) }] : []),
    ...(meant ? [again({ ...ask, text: meant }, t("search.meant", { query: meant }))] : []),
    ...(filtered && asked.text !== "" ? [again(unfiltered(ask), t("search.unfiltered"))] : []),
  ];
  return (
    <Notice
      title={asked.text === "" ? t("search.noneFiltered") : t("search.none", { query: asked.text })}
      text={t("search.noneHint")}
      actions={actions}
    >
      <Hidden>{t("search.results")}</Hidden>
    </Notice>
  );
}
