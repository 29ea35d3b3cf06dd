import { Button, Checkbox, FileButton, Loader } from "@mantine/core";
import { FileUp, Lock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attempt, said } from "@/lib/act";
import pages from "../pages/pages.module.css";
import { useDeskRoute } from "../state/route";
import { useSeat } from "../state/seat";
import { type SheetPreview, useRates } from "./api";
import { PreviewOf } from "./PreviewOf";
import classes from "./rates.module.css";

const MOST_BYTES = 180 * 1024;

interface Chosen {
  name: string;
  content: string;
  preview: SheetPreview;
}

/** A file's bytes as base64, which is how it travels. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** A new version from a sheet: looked at row by row first, then imported whole or not at all. The lead's alone. */
export function ImportPanel({ lead }: { lead: boolean }) {
  const { t } = useTranslation();
  const api = useRates();
  const { queries } = useSeat();
  const { go } = useDeskRoute();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [busy, setBusy] = useState(false);
  const [activate, setActivate] = useState(true);
  const look = async (file: File | null) => {
    if (!file) return;
    if (file.size > MOST_BYTES) {
      said(t("rates.page.tooLarge"));
      return;
    }
    setBusy(true);
    const content = await base64Of(file);
    const preview = await attempt(() => api.preview(file.name, content));
    setChosen(preview ? { name: file.name, content, preview } : null);
    setBusy(false);
  };
  const bringIn = async () => {
    if (!chosen) return;
    setBusy(true);
    const done = await attempt(() => api.bringIn(chosen.name, chosen.content, activate));
    setBusy(false);
    if (!done) return;
    said(t("rates.page.imported", { count: done.ids.length }));
    setChosen(null);
    await queries.invalidateQueries({ queryKey: ["rate-tables"] });
    if (done.ids[0] !== undefined) go("rates", done.ids[0]);
  };
  const clean = chosen !== null && chosen.preview.errors.length === 0;
  return (
    <section className={pages["card"]} aria-label={t("rates.page.importTitle")}>
      <h3 className={classes["importTitle"]}>{t("rates.page.importTitle")}</h3>
      {lead ? (
        <>
          <p className={pages["muted"]}>{t("rates.page.importHint")}</p>
          <div className={classes["choose"]}>
            <FileButton accept=".csv,.xlsx" onChange={(file) => void look(file)} key={chosen?.name ?? ""}>
              {(props) => (
                <Button {...props} variant="default" size="sm" leftSection={<FileUp size={16} aria-hidden />}>
                  {t(chosen ? "rates.page.another" : "rates.page.choose")}
                </Button>
              )}
            </FileButton>
            {busy ? <Loader size="xs" aria-label={t("rates.page.checking")} /> : null}
          </div>
          <div role="status">{chosen ? <PreviewOf name={chosen.name} preview={chosen.preview} /> : null}</div>
          {clean ? (
            <div className={classes["go"]}>
              <Checkbox
                label={t("rates.page.activateNow")}
                checked={activate}
                onChange={(event) => setActivate(event.currentTarget.checked)}
              />
              <Button size="sm" disabled={busy} onClick={() => void bringIn()}>
                {t("rates.page.import")}
              </Button>
            </div>
          ) : null}
        </>
      ) : (
        <p className={classes["locked"]}>
          <Lock size={15} aria-hidden />
          {t("rates.page.leadOnly")}
        </p>
      )}
    </section>
  );
}
