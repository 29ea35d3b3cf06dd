import { Alert, Radio, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderDetail } from "@/api/types";
import { centsOf, yuan } from "@/lib/money";
import { complete } from "../handling/AddressFields";
import { type NewAddress, NOWHERE, useHandling } from "../handling/api";
import { ClaimFields, type ClaimTyped } from "../handling/ClaimFields";
import { deedsFor, type Deed } from "../handling/deeds";
import { RerouteFields } from "../handling/RerouteFields";
import { bringHandlingWords } from "../handling/words";
import classes from "../handling/handling.module.css";
import { useSeat } from "../state/seat";
import { Frame } from "./Frame";
import { useSubmit } from "./useSubmit";

bringHandlingWords();

/** What an agent can do about a parcel themselves, without a work order: one choice, its few fields, one button. */
export function ParcelDialog({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const { queries } = useSeat();
  const api = useHandling();
  const { busy, submit } = useSubmit();
  const [parcelId, setParcelId] = useState(order.consignments.at(-1)?.id ?? null);
  const parcel = order.consignments.find((one) => one.id === parcelId) ?? null;
  const deeds = parcel ? deedsFor(parcel) : [];
  const [chosen, setChosen] = useState<Deed>("hotline");
  const deed = deeds.includes(chosen) ? chosen : (deeds[0] ?? "hotline");
  const [to, setTo] = useState<NewAddress>(NOWHERE);
  const [accepted, setAccepted] = useState(false);
  const [weight, setWeight] = useState("");
  const [claim, setClaim] = useState<ClaimTyped>({
    kind: parcel?.exception === "damaged" ? "damaged" : "lost",
    value: yuan(order.goods_cents),
    amount: yuan(order.captured_cents),
    note: "",
  });
  const grams = /^\d{1,6}$/.test(weight) ? Number(weight) : null;
  const [value, amount] = [centsOf(claim.value), centsOf(claim.amount)];
  const ready =
    parcel !== null &&
    (deed !== "reroute" || complete(to)) &&
    (deed !== "claim" || (value !== null && value > 0 && amount !== null && amount > 0)) &&
    (deed !== "returnWaybill" || weight === "" || (grams !== null && grams > 0));
  const run = async (): Promise<string> => {
    if (!parcel) return "";
    if (deed === "hold") await api.hold(parcel.id);
    if (deed === "release") await api.release(parcel.id);
    if (deed === "reroute") await api.reroute(parcel.id, to, accepted);
    if (deed === "hotline") {
      await api.call(parcel.carrier.id, parcel.tracking_no);
      void queries.invalidateQueries({ queryKey: ["hotline"] });
    }
    if (deed === "claim") {
      await api.claim({
        consignment_id: parcel.id, kind: claim.kind, value_cents: value ?? 0, claimed_cents: amount ?? 0, note: claim.note.trim(),
      });
      void queries.invalidateQueries({ queryKey: ["claims"] });
    }
    if (deed === "returnWaybill") return (await api.returnWaybill(parcel.id, grams)).tracking_no;
    return "";
  };
  return (
    <Frame
      title={t("handling.title")}
      submit={t(`handling.submit.${deed}`)}
      busy={busy}
      disabled={!ready}
      onSubmit={() => void submit(run, (no) => t(`handling.done.${deed}`, { no }))}
    >
      {parcel === null ? (
        <Alert color="amber" variant="light" p="sm">
          {t("handling.noParcel")}
        </Alert>
      ) : null}
      {order.consignments.length > 1 ? (
        <Select
          label={t("parcel.page.number")}
          allowDeselect={false}
          value={String(parcelId)}
          onChange={(next) => setParcelId(Number(next))}
          data={order.consignments.map((one) => ({ value: String(one.id), label: `${one.carrier.name} ${one.tracking_no}` }))}
        />
      ) : null}
      {parcel ? (
        <Radio.Group label={t("handling.what")} value={deed} onChange={(next) => setChosen(next as Deed)}>
          <div className={classes["kinds"]}>
            {deeds.map((one) => (
              <Radio.Card
                key={one}
                value={one}
                className={classes["kind"] ?? ""}
                {...(one === deed ? { "data-autofocus": true } : {})}
              >
                <b>{t(`handling.kind.${one}`)}</b>
                <span>{t(`handling.hint.${one}`)}</span>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
      ) : null}
      {parcel && deed === "reroute" ? (
        <RerouteFields
          parcelId={parcel.id}
          to={to}
          accepted={accepted}
          onChange={(next, yes) => {
            setTo(next);
            setAccepted(yes);
          }}
        />
      ) : null}
      {deed === "returnWaybill" && parcel ? (
        <TextInput
          label={t("handling.weight")}
          inputMode="numeric"
          value={weight}
          onChange={(event) => setWeight(event.currentTarget.value)}
        />
      ) : null}
      {parcel && deed === "claim" ? <ClaimFields parcel={parcel} value={claim} onChange={setClaim} /> : null}
    </Frame>
  );
}
