import { useCallback, useEffect, useMemo, useRef } from "react";
import type { TimelineItem } from "../../api/types";
import { useLetter } from "../../api/useLetter";
import { useComplain } from "../../complain";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./conversation.module.css";
import { MailFrame } from "./MailFrame";
import { mailPage } from "./mailPage";
import { PictureBar } from "./PictureBar";
import { type Look, useOnFrame } from "./reading";
import { Words } from "./Words";

/** A mail taller than this, in rem, shows its beginning: 26 rem, see the style sheet. One hardly taller is shown whole. */
const tallRem = 34;

type Props = { item: TimelineItem; look: Look; change: (part: Partial<Look>) => void };

/** A mail as it came, on white paper. Until its frame stands, the words stay, so that nothing flickers. */
export function Letter({ item, look, change }: Props) {
  const { t, locale } = useWords();
  const complain = useComplain();
  const { view, html, waiting, error, decide } = useLetter(item.id);
  const quoted = t("event.showQuoted");
  const page = useMemo(
    () => (html === undefined ? undefined : mailPage(html, { quoted }, locale)),
    [html, quoted, locale],
  );
  const onHeight = useCallback((height: number) => change({ height }), [change]);
  useEffect(() => {
    if (!error) return;
    complain(error);
    change({ mode: "text" });
  }, [error, change, complain]);
  const wordless = item.text.trim() === "";
  const ready = look.height > 0;
  useTellFirstFrame(item.id, ready);
  const tall = look.height > tallRem * rootSize();
  const folded = tall && !look.whole;
  return (
    <>
      {view && view.remote > 0 && (
        <PictureBar view={view} missing={page?.missing ?? 0} waiting={waiting} decide={decide.mutate} />
      )}
      {!ready && !wordless && <Words text={item.text} folded />}
      <div
        className={styles.paper}
        data-ready={ready || undefined}
        data-folded={folded || undefined}
        aria-busy={page === undefined}
      >
        {page && (
          <MailFrame
            srcdoc={page.srcdoc}
            title={t("letter.frame", { subject: item.subject || t("event.noSubject") })}
            height={look.height}
            onHeight={onHeight}
          />
        )}
      </div>
      <div className={styles.unfold}>
        {tall && (
          <Button look="link" aria-expanded={look.whole} onClick={() => change({ whole: !look.whole })}>
            {t(look.whole ? "event.less" : "event.more")}
          </Button>
        )}
        {!wordless && (
          <Button look="link" onClick={() => change({ mode: "text" })}>
            {t("letter.textOnly")}
          </Button>
        )}
      </div>
    </>
  );
}

/** Tells the timeline when the frame stands for the first time; one that comes back stands as it stood. */
function useTellFirstFrame(id: string, ready: boolean): void {
  const onFrame = useOnFrame();
  const told = useRef(ready);
  useEffect(() => {
    if (!ready || told.current) return;
    told.current = true;
    onFrame(id);
  }, [id, ready, onFrame]);
}

function rootSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
