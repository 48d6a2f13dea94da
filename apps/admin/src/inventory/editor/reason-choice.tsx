"use client";

import type { AdjustmentReason } from "@scarlet/domain/inventory";
import { useId } from "react";
import { ADJUSTMENT_REASON_ORDER, REASON_COPY } from "../ledger/reason-copy.ts";

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
      <legend className="label">Reason</legend>
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
            {REASON_COPY[each]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
