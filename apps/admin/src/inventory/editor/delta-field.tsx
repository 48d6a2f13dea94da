"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { Icon } from "@scarlet/ui/layout/icon";
import { Minus, Plus, TriangleAlert } from "lucide-react";
import { useId } from "react";
import { formsCopy } from "../../copy/forms.ts";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";
import { formatSigned } from "../../format/numbers.ts";
import { Diff } from "../../parts/data/diff.tsx";
import { parseDelta } from "./parse-quantity.ts";

const { adjust: copy } = stockEditorCopy;

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
        <label htmlFor={id}>{copy.change}</label>
        <div className="nudge" data-wrong={error === undefined ? undefined : ""}>
          <button type="button" aria-label={formsCopy.oneLess} onClick={() => step(-1)}>
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
          <button type="button" aria-label={formsCopy.oneMore} onClick={() => step(1)}>
            <Icon of={Plus} />
          </button>
        </div>
      </div>
      <div className="field">
        <span className="label">{copy.after}</span>
        <div className="nudge-after">
          <span className="row">
            <Diff from={row.onHand} to={row.onHand + delta} /> {copy.onHand}
          </span>
        </div>
      </div>
      <p
        className={error === undefined ? "hint wide tuck" : "hint hint-danger wide tuck"}
        id={`${id}-note`}
        role={error ? "alert" : undefined}
      >
        {error === undefined ? (
          copy.effect(row, delta)
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
