import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { money } from "@/lib/money";
import { useRefreshOrder } from "../queries";
import { useSeat } from "../seat";
import type { OrderDetail } from "../types";
import { Button } from "../ui/Button";
import { Dialog, DialogActions } from "../ui/Dialog";
import { ErrorLine } from "../ui/states";
import { useShopWords } from "../words";
import { pathOf, REASONS } from "./rules";
import styles from "./orders.module.css";

interface Props {
  order: OrderDetail;
  onClose: () => void;
}

/** Asks for the reason and sends a refund request; says what will happen by where the goods are. */
export function RefundRequest({ order, onClose }: Props) {
  const { t } = useTranslation();
  const say = useShopWords();
  const { api } = useSeat();
  const refresh = useRefreshOrder(order.id);
  const [reason, setReason] = useState("");
  const path = pathOf(order);
  const send = useMutation({
    mutationFn: () => api.askRefund(order.id, reason),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason && !send.isPending) send.mutate();
  };
  return (
    <Dialog title={t("shop.refund.title")} onClose={onClose}>
      <form onSubmit={submit}>
        <p>
          {t("shop.refund.intro", { amount: money(order.captured_cents - order.refunded_cents) })}
          <br />
          {t(`shop.refund.path.${path}`)}
        </p>
        <fieldset className={styles["reasons"]}>
          <legend>{t("shop.refund.reason")}</legend>
          {REASONS[path].map((code) => (
            <label key={code}>
              <input type="radio" name="reason" required value={code} checked={reason === code} onChange={() => setReason(code)} />
              {say("moneyReason", code)}
            </label>
          ))}
        </fieldset>
        <ErrorLine error={send.error} />
        <DialogActions>
          <Button onClick={onClose}>{t("shop.refund.cancel")}</Button>
          <Button type="submit" variant="primary" disabled={!reason || send.isPending}>
            {send.isPending ? t("shop.refund.sending") : t("shop.refund.send")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

export function ConfirmReceipt({ order, onClose }: Props) {
  const { t } = useTranslation();
  const { api } = useSeat();
  const refresh = useRefreshOrder(order.id);
  const confirm = useMutation({
    mutationFn: () => api.confirmReceipt(order.id),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  return (
    <Dialog title={t("shop.confirm.title")} onClose={onClose}>
      <p>{t("shop.confirm.text")}</p>
      <ErrorLine error={confirm.error} />
      <DialogActions>
        <Button onClick={onClose}>{t("shop.confirm.no")}</Button>
        <Button variant="primary" disabled={confirm.isPending} onClick={() => confirm.mutate()}>
          {t("shop.confirm.yes")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
