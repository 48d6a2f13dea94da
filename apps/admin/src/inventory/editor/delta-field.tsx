"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { Hint } from "@scarlet/ui/forms/hint";
import { AlertIcon } from "@scarlet/ui/layout/drawings";
import { useId } from "react";
import { formsCopy } from "../../copy/forms.ts";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";
import { formatSigned } from "../../format/numbers.ts";
import { Diff } from "../../parts/data/diff.tsx";
import { NumberStepper } from "../../parts/forms/number-stepper.tsx";
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
        <NumberStepper
          id={id}
          less={formsCopy.oneLess}
          more={formsCopy.oneMore}
          onStep={step}
          wrong={error !== undefined}
          aria-describedby={`${id}-note`}
          data-first-focus
          inputMode="text"
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
            event.preventDefault();
            step(event.key === "ArrowUp" ? 1 : -1);
          }}
        />
      </div>
      <div className="field">
        <span className="label">{copy.after}</span>
        <div className="delta-after">
          <span className="row">
            <Diff from={row.onHand} to={row.onHand + delta} /> {copy.onHand}
          </span>
        </div>
      </div>
      <Hint
        className="wide close-up"
        id={`${id}-note`}
        tone={error === undefined ? "plain" : "danger"}
        icon={error === undefined ? undefined : AlertIcon}
        role={error ? "alert" : undefined}
      >
        {error ?? copy.effect(row, delta)}
      </Hint>
    </>
  );
}
