import { ScanBarcode } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { errorText } from "@/api/errors";
import { announce } from "@/ui/live";
import { Kbd } from "@/ui/Kbd";
import classes from "./warehouse.module.css";

interface ScanFieldProps {
  label: string;
  hint: string;
  /** The marked unit, as it is shown in the empty field. */
  marked: string | null;
  /** What Enter on the empty field scans when its turn comes; null: there is nothing left. */
  next(): string | null;
  /** Enter on the empty field when nothing is left to scan. */
  onDone?(): void;
  /** Asks the server; what it answers is said aloud and shown. */
  onScan(code: string): Promise<string>;
}

/** The scanner: keeps the focus, Enter ends a code (as a hand scanner does), and says at once what came of it. */
export function ScanField({ label, hint, marked, next, onDone, onScan }: ScanFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const [said, setSaid] = useState<{ good: boolean; text: string; count: number } | null>(null);
  const waiting = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = code.trim();
    setCode("");
    // A scanner is faster than the network: codes are sent one after the other, in the order they were read.
    waiting.current = waiting.current.then(async () => {
      const read = typed || next();
      if (!read) {
        onDone?.();
        return;
      }
      try {
        const text = await onScan(read);
        setSaid((before) => ({ good: true, text, count: (before?.count ?? 0) + 1 }));
        announce(text);
      } catch (error) {
        const text = errorText(error);
        setSaid((before) => ({ good: false, text, count: (before?.count ?? 0) + 1 }));
        announce(text, "assertive");
      }
      field.current?.focus();
    });
  };
  return (
    <form className={classes["scan"]} onSubmit={submit}>
      <label className={classes["scanLabel"]} htmlFor="warehouse-scan">
        {label}
      </label>
      <div className={classes["scanBox"]} data-said={said ? (said.good ? "good" : "bad") : undefined}>
        <ScanBarcode size={22} aria-hidden />
        <input
          id="warehouse-scan"
          ref={field}
          value={code}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          aria-describedby="warehouse-scan-hint"
          placeholder={marked ?? ""}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Kbd combo="Enter" />
      </div>
      <div className={classes["scanSaid"]} id="warehouse-scan-hint">
        {said ? (
          <span key={said.count} className={classes[said.good ? "good" : "bad"]}>
            {said.text}
          </span>
        ) : (
          hint
        )}
      </div>
    </form>
  );
}
