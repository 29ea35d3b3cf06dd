import { Alert, Checkbox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { money } from "@/lib/money";
import { wordOf } from "@/lib/words";
import { AddressFields } from "./AddressFields";
import { type NewAddress, useHandling } from "./api";

interface Props {
  parcelId: number;
  to: NewAddress;
  accepted: boolean;
  onChange(to: NewAddress, accepted: boolean): void;
}

/** Another address for a parcel on its way, and what that would mean, asked while typing. */
export function RerouteFields({ parcelId, to, accepted, onChange }: Props) {
  const { t } = useTranslation();
  const api = useHandling();
  const [province] = useDebouncedValue(to.province.trim(), 400);
  const [city] = useDebouncedValue(to.city.trim(), 400);
  const { data } = useQuery({
    queryKey: ["reroute", parcelId, province, city],
    queryFn: () => api.mayReroute(parcelId, province, city),
    enabled: province !== "" && city !== "",
    retry: false,
  });
  const fee = money(data?.fee_cents ?? 0);
  return (
    <>
      <AddressFields value={to} onChange={(next) => onChange(next, accepted)} />
      <div role="status">
        {data ? (
          <Alert color={data.verdict === "possible" ? "green" : data.verdict === "other_zone" ? "amber" : "red"} variant="light" p="sm">
            {wordOf("handling.verdict", data.verdict, { fee })}
          </Alert>
        ) : null}
      </div>
      {data?.verdict === "other_zone" ? (
        <Checkbox
          label={t("handling.acceptFee", { fee })}
          checked={accepted}
          onChange={(event) => onChange(to, event.currentTarget.checked)}
        />
      ) : null}
    </>
  );
}
