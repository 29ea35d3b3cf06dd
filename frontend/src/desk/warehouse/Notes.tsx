import { useTranslation } from "react-i18next";
import { wordOf } from "@/lib/words";
import type { PackingNote } from "./api";
import classes from "./warehouse.module.css";

const SPOKEN = ["flag", "first", "second"];

/** What the packing rules have to say, in words. */
export function Notes({ notes }: { notes: readonly PackingNote[] }) {
  const { i18n } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <ul className={classes["notes"]} lang={i18n.language}>
      {notes.map((note) => {
        const params = Object.fromEntries(
          Object.entries(note.params).map(([name, value]) => [
            name,
            SPOKEN.includes(name) ? wordOf("warehouse.flag", String(value)) : value,
          ]),
        );
        return <li key={`${note.code}${JSON.stringify(note.params)}`}>{wordOf("warehouse.problem", note.code, params)}</li>;
      })}
    </ul>
  );
}
