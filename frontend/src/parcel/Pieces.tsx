import { useTranslation } from "react-i18next";
import { dayTime } from "@/lib/time";
import { useWords } from "@/lib/words";
import type { TrackedParcel } from "./line";
import styles from "./parcel.module.css";

/** The pieces of a shipment that travels in several, each where it was scanned last. Nothing for a single one. */
export function Pieces({ parcel }: { parcel: TrackedParcel }) {
  const { t } = useTranslation();
  const word = useWords();
  if (parcel.each_piece.length < 2) return null;
  return (
    <ul className={styles["pieces"]} aria-label={t("parcel.page.pieceCount", { n: parcel.each_piece.length })}>
      {parcel.each_piece.map((piece) => (
        <li key={piece.piece_no}>
          <b>{t("parcel.page.pieceNo", { n: piece.piece_no, of: parcel.each_piece.length })}</b>
          <span className={styles["pieceNumber"]}>{piece.tracking_no}</span>
          <span>{word("parcelState", piece.state)}</span>
          {piece.last_scan_at ? <time dateTime={piece.last_scan_at}>{dayTime(piece.last_scan_at)}</time> : null}
        </li>
      ))}
    </ul>
  );
}
