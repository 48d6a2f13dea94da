"use client";

import type { AdjustmentReason } from "@scarlet/domain/inventory";
import { useId } from "react";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";
import { ledgerCopy } from "../../copy/inventory/ledger.ts";
import { ADJUSTMENT_REASON_ORDER } from "../ledger/reasons.ts";

/** The reason of an adjustment as radio buttons, so that all reasons are visible at once. */
export function ReasonChoice({
  reason,
  onReason,
}: {
  reason: AdjustmentReason;
  onReason: (reason: AdjustmentReason) => void;
}) {
  const name = useId();
  return (
    <fieldset className="wide">
      <legend className="label">{stockEditorCopy.reason}</legend>
      <div className="reasons">
        {ADJUSTMENT_REASON_ORDER.map((each) => (
          <label key={each} className="button button-small">
            <input
              className="hidden-text"
              type="radio"
              name={name}
              checked={each === reason}
              onChange={() => onReason(each)}
            />
            {ledgerCopy.reason(each)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
