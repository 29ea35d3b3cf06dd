import i18next from "i18next";
import { money } from "@/lib/money";
import { dayTime } from "@/lib/time";
import { wordOf } from "@/lib/words";
import type { StatementView } from "@/api/result";

/** "work_order:2" in words: "快递工单 #2". */
export function recordWords(record: string | null): string {
  if (!record) return "";
  const [noun = "", id = ""] = record.split(":");
  const key = `result.record.${noun}`;
  return i18next.exists(key)
    ? String(i18next.t(key as never, { id } as never))
    : i18next.t("result.record.other", { id: record });
}

/** What was stated: the kind, and the very words of the message (a value of our own, such as "+1T12:00", is no word). */
export function statementWords(statement: StatementView, text: string): string {
  const kind = wordOf("result.statement", statement.kind);
  const value = String(statement.value ?? "");
  if (statement.kind === "action_done") return wordOf("result.action", value);
  if (statement.kind === "status") return `${kind} ${wordOf("common.parcelState", value)}`;
  const said = statement.span ? text.slice(statement.span[0], statement.span[1]).trim() : "";
  return said ? i18next.t("result.statementQuoted", { kind, said }) : `${kind} ${value}`;
}

/** A fact of the records as told on the result page. */
export function factWords(key: string, params: Record<string, unknown>): string {
  const at = params["at"];
  if (typeof at === "string") return dayTime(at);
  const cents = params["amount_cents"];
  if (typeof cents === "number") return cents > 0 ? money(cents) : i18next.t("result.factValue.nothing");
  if (key === "disruption") {
    return [
      wordOf("common.disruption", String(params["value"] ?? "")),
      params["force_majeure"] ? i18next.t("result.factValue.forceMajeure") : "",
      typeof params["until_at"] === "string" ? i18next.t("result.factValue.until", { time: dayTime(params["until_at"]) }) : "",
    ]
      .filter(Boolean)
      .join(" · ");
  }
  const value = String(params["value"] ?? params["hub"] ?? "");
  if (key === "last_scan") return wordOf("common.scan", value);
  return key === "signed_by" ? wordOf("common.signer", value) : value;
}
