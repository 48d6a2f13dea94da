"use client";

import { stockLevel } from "@scarlet/domain/catalog";
import type { StockListRow } from "@scarlet/domain/inventory";
import { Minus, Plus, TriangleAlert } from "lucide-react";
import { useId } from "react";
import { figure, signed } from "../../format/numbers.ts";
import { Diff } from "../../parts/data/diff.tsx";
import { Icon } from "../../parts/layout/icon.tsx";
import { parseDelta } from "./parse-figure.ts";

/** The difference, what on hand will be after it, and what that means for what can be sold. */
export function DeltaField(props: {
  row: StockListRow;
  text: string;
  wrong: string | undefined;
  onText: (text: string) => void;
}) {
  const { row, text, wrong, onText } = props;
  const id = useId();
  const delta = parseDelta(text).value ?? 0;
  const nudge = (by: number) => onText(signed(delta + by));
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Change</label>
        <div className="nudge" data-wrong={wrong === undefined ? undefined : ""}>
          <button type="button" aria-label="One less" onClick={() => nudge(-1)}>
            <Icon of={Minus} />
          </button>
          <input
            id={id}
            data-first-focus
            inputMode="text"
            autoComplete="off"
            value={text}
            aria-invalid={wrong !== undefined || undefined}
            aria-describedby={`${id}-note`}
            onFocus={(event) => event.target.select()}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
              event.preventDefault();
              nudge(event.key === "ArrowUp" ? 1 : -1);
            }}
          />
          <button type="button" aria-label="One more" onClick={() => nudge(1)}>
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
        className={wrong === undefined ? "hint wide tuck" : "hint hint-danger wide tuck"}
        id={`${id}-note`}
        role={wrong ? "alert" : undefined}
      >
        {wrong === undefined ? (
          meaning(row, delta)
        ) : (
          <>
            <Icon of={TriangleAlert} small />
            {wrong}
          </>
        )}
      </p>
    </>
  );
}

function meaning(row: StockListRow, delta: number): string {
  const after = row.available + delta;
  const goes = `Available goes from ${figure(row.available)} to ${figure(after)}.`;
  const level = stockLevel(after, row.lowStockAt);
  if (after < 0) return `${goes} That cannot be.`;
  if (level === "out") return `${goes} Nobody can buy it then.`;
  return level === "low" ? `${goes} That is at or under the low mark of ${row.lowStockAt}.` : goes;
}
