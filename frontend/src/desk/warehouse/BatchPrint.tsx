import { Button, Progress, TextInput } from "@mantine/core";
import { Printer } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, client } from "@/api/client";
import { attempt } from "@/lib/act";
import { recall } from "@/lib/storage";
import { useSeat } from "../state/seat";
import type { LabelSize } from "./api";
import { fetchFile, PAPER } from "./print";
import classes from "./warehouse.module.css";

const LOOK_MS = 400;

/** Every label of a group once more, in one document: with a reason, as each of them was printed before. */
export function BatchPrint({ consignmentIds }: { consignmentIds: number[] }) {
  const { t } = useTranslation();
  const { seat } = useSeat();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [progress, setProgress] = useState<number | null>(null);
  const path = { seat: Number(seat) };
  const finished = async (job_id: string): Promise<boolean> => {
    for (;;) {
      const job = await answer(client.GET("/api/desk/{seat}/label-batches/{job_id}", { params: { path: { ...path, job_id } } }));
      setProgress(job.progress);
      if (job.state === "done" || job.state === "failed") return job.state === "done";
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (progress !== null || reason.trim() === "") return;
    setProgress(0);
    await attempt(async () => {
      const made = await answer(
        client.POST("/api/desk/{seat}/label-batches", {
          params: { path },
          body: { consignment_ids: consignmentIds, size: recall<LabelSize>(PAPER, "100x180"), reason: reason.trim() },
        }),
      );
      if (await finished(made.job_id)) fetchFile(`/api/desk/${seat}/label-batches/${made.job_id}/labels.pdf`);
    });
    setProgress(null);
    setOpen(false);
    setReason("");
  };
  if (!open) {
    return (
      <Button variant="default" leftSection={<Printer size={15} aria-hidden />} onClick={() => setOpen(true)}>
        {t("warehouse.handover.labels")}
      </Button>
    );
  }
  return (
    <form className={classes["batch"]} onSubmit={(event) => void submit(event)}>
      <TextInput
        data-autofocus
        ref={(field) => field?.focus()}
        aria-label={t("warehouse.print.reason")}
        placeholder={t("warehouse.print.reason")}
        maxLength={120}
        value={reason}
        disabled={progress !== null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {progress === null ? (
        <Button type="submit" disabled={reason.trim() === ""}>
          {t("warehouse.print.submit")}
        </Button>
      ) : (
        <Progress value={progress} w={120} aria-label={t("warehouse.handover.printing")} />
      )}
    </form>
  );
}
