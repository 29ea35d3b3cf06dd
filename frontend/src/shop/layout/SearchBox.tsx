import { Search } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearchParams } from "wouter";
import styles from "./layout.module.css";

export function SearchBox() {
  const { t } = useTranslation();
  const [path, navigate] = useLocation();
  const [params] = useSearchParams();
  const asked = path === "/search" ? (params.get("q") ?? "") : "";
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const q = text.trim();
    if (q) navigate(`/search?q=${encodeURIComponent(q)}`);
  };
  return (
    <form role="search" className={styles["search"]} onSubmit={submit}>
      <input
        type="search"
        value={text}
        maxLength={60}
        aria-label={t("shop.search.label")}
        placeholder={t("shop.search.placeholder")}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" aria-label={t("shop.search.submit")}>
        <Search size={18} aria-hidden />
      </button>
    </form>
  );
}
