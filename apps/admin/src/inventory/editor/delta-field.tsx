"use client";

import { stockLevel } from "@scarlet/domain/catalog";
import type { StockListRow } from "@scarlet/domain/inventory";
import { Minus, Plus, TriangleAlert } from "lucide-react";
import { useId } from "react";
import { formatNumber, formatSigned } from "../../format/numbers.ts";
import { Diff } from "../../parts/data/diff.tsx";
import { Icon } from "../../parts/layout/icon.tsx";
import { parseDelta } from "./parse-quantity.ts";

/** The field for a difference of on hand, with the value after it and what that means for available. */
export function DeltaField(props: {
  row: StockListRow;
  text: string;
  error: string | undefined;
  onText: (text: string) => void;
}) {
  const { row, text, error, onText } = props;
  const id = useId();
  const delta = parseDelta(text).value ?? 0;
  const step = (by: number) => onText(formatSigned(delta + by));
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Change</label>
        <div className="nudge" data-wrong={error === undefined ? undefined : ""}>
          <button type="button" aria-label="One less" onClick={() => step(-1)}>
            <Icon of={Minus} />
          </button>
          <input
            id={id}
            data-first-focus
            inputMode="text"
            autoComplete="off"
            value={text}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={`${id}-note`}
            onFocus={(event) => event.target.select()}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
              event.preventDefault();
              step(event.key === "ArrowUp" ? 1 : -1);
            }}
          />
          <button type="button" aria-label="One more" onClick={() => step(1)}>
            <Icon of={Plus} />
          </button>
        </div>
      </div>
      <div className="field">
        <span className="label">After</span>
        <div className="nudge-after">
          <span className="row">
            <Diff from={row.onHand} to={row.onHand + delta} /> on hand
          </span>
        </div>
      </div>
      <p
        className={error === undefined ? "hint wide tuck" : "hint hint-danger wide tuck"}
        id={`${id}-note`}
        role={error ? "alert" : undefined}
      >
        {error === undefined ? (
          effectCopy(row, delta)
        ) : (
          <>
            <Icon of={TriangleAlert} small />
            {error}
          </>
        )}
      </p>
    </>
  );
}

/** What a difference does to available, as a sentence. */
function effectCopy(row: StockListRow, delta: number): string {
  const after = row.available + delta;
  const change = `Available goes from ${formatNumber(row.available)} to ${formatNumber(after)}.`;
  const level = stockLevel(after, row.lowStockAt);
  if (after < 0) return `${change} That cannot be.`;
  if (level === "out") return `${change} Nobody can buy it then.`;
  return level === "low" ? `${change} That is at or under the low mark of ${row.lowStockAt}.` : change;
}
