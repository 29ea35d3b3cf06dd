import { useMutation } from "@tanstack/react-query";
import { Star } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSeat } from "../seat";
import type { ConversationView } from "../types";
import { Button } from "../ui/Button";
import { ErrorLine } from "../ui/states";
import styles from "./chat.module.css";

const STARS = [1, 2, 3, 4, 5] as const;

/** At the end of a session in which somebody answered: stars and a word. */
export function Rating({ conversation }: { conversation: ConversationView | null }) {
  const { t } = useTranslation();
  const over = conversation?.state === "wrap_up" || conversation?.state === "closed";
  if (!conversation || !over) return null;
  if (conversation.rating !== null) {
    return (
      <p className={styles["thanks"]} role="status">
        {t("shop.chat.rate.thanks", { stars: conversation.rating })}
      </p>
    );
  }
  if (conversation.first_reply_desk_ms === null) return null;
  return <RatingForm key={`${conversation.id}-${conversation.session_no}`} />;
}

function RatingForm() {
  const { t } = useTranslation();
  const { api } = useSeat();
  const [stars, setStars] = useState(0);
  const [hover, setHover] = useState(0);
  const [text, setText] = useState("");
  const [later, setLater] = useState(false);
  const rate = useMutation({ mutationFn: () => api.rate(stars, text.trim()) });
  const shown = hover || stars;
  if (later) return null;
  if (rate.isSuccess) {
    return (
      <p className={styles["thanks"]} role="status">
        {t("shop.chat.rate.thanks", { stars })}
      </p>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (stars > 0 && !rate.isPending) rate.mutate();
  };
  return (
    <form className={styles["rating"]} onSubmit={submit}>
      <fieldset>
        <legend>{t("shop.chat.rate.title")}</legend>
        <div className={styles["stars"]} onMouseLeave={() => setHover(0)}>
          {STARS.map((count) => (
            <label key={count} onMouseEnter={() => setHover(count)}>
              <input type="radio" name="stars" checked={stars === count} onChange={() => setStars(count)} />
              <Star size={28} aria-hidden data-lit={count <= shown || undefined} />
              <span className="md-hidden">{t("shop.chat.rate.stars", { count })}</span>
            </label>
          ))}
          <span className={styles["starWord"]}>
            {shown > 0 ? t(`shop.chat.rate.words.s${shown as 1 | 2 | 3 | 4 | 5}`) : ""}
          </span>
        </div>
      </fieldset>
      {stars > 0 ? (
        <textarea
          rows={2}
          maxLength={300}
          value={text}
          aria-label={t("shop.chat.rate.text")}
          placeholder={t("shop.chat.rate.text")}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      <ErrorLine error={rate.error} />
      <div className={styles["ratingActions"]}>
        <Button variant="plain" small onClick={() => setLater(true)}>
          {t("shop.chat.rate.later")}
        </Button>
        <Button type="submit" variant="primary" small disabled={stars === 0 || rate.isPending}>
          {rate.isPending ? t("shop.chat.rate.sending") : t("shop.chat.rate.send")}
        </Button>
      </div>
    </form>
  );
}
