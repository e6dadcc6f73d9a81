import type { SurveyQuery, SurveyReply } from "../../api/surveys";
import { useSurveyAnswers } from "../../api/useSurveys";
import { useWords } from "../../i18n/react";
import { useNow } from "../../lib/now";
import { listTime } from "../../lib/time";
import { Button } from "../../ui/Button";
import { ChannelShape } from "../../ui/channel";
import { Group } from "../../ui/Section";
import styles from "./surveys.module.css";

type Props = {
  asked: Omit<SurveyQuery, "cursor">;
  /** All answers are to be shown again. */
  onAll: () => void;
  onMessage: (customerId: string, messageId: string) => void;
};

/** The answers behind a figure, in the customers' words, the latest first. */
export function Replies({ asked, onAll, onMessage }: Props) {
  const { t } = useWords();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSurveyAnswers(asked);
  const replies = data?.pages.flatMap((page) => page.list) ?? [];
  const only = [
    asked.scale !== "" && t(`surveys.scale.${asked.scale}`),
    asked.point !== "" && t(`surveys.point.${asked.point}`),
    asked.channel !== "" && t(`channel.${asked.channel}`),
    asked.class !== "" && t(`class.${asked.class}`),
    asked.score >= 0 && t("survey.setTo", { score: asked.score }),
  ].filter((each) => each !== false);
  return (
    <Group title={t("satisfaction.answers")}>
      {only.length > 0 && (
        <p className={styles.line} role="status">
          <span>{t("satisfaction.only", { what: only.join(" · ") })}</span>
          <Button look="link" onClick={onAll}>
            {t("satisfaction.all")}
          </Button>
        </p>
      )}
      <ul className={styles.replies}>
        {replies.map((reply) => (
          <Reply key={reply.id} reply={reply} onOpen={() => onMessage(reply.customerId, reply.messageId)} />
        ))}
      </ul>
      {hasNextPage && (
        <Button look="line" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("satisfaction.more")}
        </Button>
      )}
    </Group>
  );
}

function Reply({ reply, onOpen }: { reply: SurveyReply; onOpen: () => void }) {
  const { t, locale } = useWords();
  const now = useNow(60_000);
  const { name, score, best, low, text, point, at, channel } = reply;
  return (
    <li>
      <b className={styles.score} data-low={low || undefined}>
        {t("survey.answered", { score, best })}
      </b>
      <span className={styles.who} data-channel={channel}>
        <ChannelShape channel={channel} size="1rem" />
        <Button look="link" aria-label={t("satisfaction.open", { name })} onClick={onOpen}>
          {name}
        </Button>
        <span className={styles.hint}>
          {t(`surveys.point.${point}`)} · {listTime(now, at, locale)}
        </span>
      </span>
      {text !== "" && (
        <p className={styles.text} dir="auto">
          {text}
        </p>
      )}
    </li>
  );
}
