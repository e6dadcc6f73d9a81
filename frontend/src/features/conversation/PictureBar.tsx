import ImageOff from "lucide-react/icons/image-off";
import type { LetterView } from "../../api/letterTypes";
import { useWords } from "../../i18n/react";
import { Button } from "../../ui/Button";
import styles from "./conversation.module.css";

type Props = {
  view: LetterView;
  /** Pictures that lie elsewhere and are not shown. */
  missing: number;
  /** They are on their way. */
  waiting: boolean;
  decide: (decision: "show" | "always" | "hide") => void;
};

/** What became of the pictures that a mail only points at, and what the owner can decide about them. */
export function PictureBar({ view, missing, waiting, decide }: Props) {
  const { t } = useWords();
  return (
    <div className={styles.pictureBar} role="status">
      <ImageOff size="1rem" />
      <p>{said()}</p>
      <span className={styles.pictureDeeds}>
        {!view.pictures && (
          <Button look="link" onClick={() => decide("show")}>
            {t("letter.showPictures")}
          </Button>
        )}
        {view.trusted ? (
          <Button look="link" onClick={() => decide("hide")}>
            {t("letter.block")}
          </Button>
        ) : (
          <Button look="link" title={view.sender} onClick={() => decide("always")}>
            {t("letter.always")}
          </Button>
        )}
      </span>
    </div>
  );

  function said(): string {
    if (!view.pictures) return t("letter.blocked", { n: view.remote });
    if (waiting) return t("letter.fetching");
    if (missing > 0) return t("letter.missing", { n: missing });
    return view.trusted ? t("letter.trusted", { sender: view.sender }) : t("letter.shown");
  }
}
