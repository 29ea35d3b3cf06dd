import { Loader, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { useSeat } from "../state/seat";
import classes from "./side.module.css";

/** The mall's own rules as an agent reads them, to be looked up while writing. */
export function PoliciesTab() {
  const { t } = useTranslation();
  const { api } = useSeat();
  const [typed, setTyped] = useState("");
  const policies = useQuery({ queryKey: ["policies"], queryFn: api.policies, staleTime: Infinity });
  if (!policies.data) return <Loader size="sm" m="xl" />;
  const wanted = typed.trim().toLowerCase();
  const shown = policies.data.items.filter((card) =>
    `${card.code} ${card.title} ${card.rule} ${card.agent_may}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <TextInput
        id="desk-policy-search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={t("desk.policy.search")}
        aria-label={t("desk.policy.search")}
        leftSection={<Search size={15} aria-hidden />}
      />
      {shown.length === 0 ? <EmptyState title={t("desk.policy.none")} /> : null}
      {shown.map((card) => (
        <article key={card.code} className={classes["policy"]}>
          <h3>
            <Chip tone="brand">{card.code}</Chip>
            {card.title}
          </h3>
          <p>{card.rule}</p>
          <p className={classes["may"]}>
            <b>{t("desk.policy.may")}</b> {card.agent_may}
          </p>
        </article>
      ))}
    </>
  );
}
