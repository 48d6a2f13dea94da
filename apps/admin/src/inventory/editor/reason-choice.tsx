"use client";

import type { AdjustmentReason } from "@scarlet/domain/inventory";
import { useId } from "react";
import { ADJUSTMENT_REASON_ORDER, REASON_COPY } from "../ledger/reason-copy.ts";

/** Why a figure changes: one of a few words, all of them in sight. */
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
        {ADJUSTMENT_REASON_ORDER.map((one) => (
          <label key={one} className="btn btn-s">
            <input
              className="hidden-text"
              type="radio"
              name={name}
              checked={one === reason}
              onChange={() => onReason(one)}
            />
            {REASON_COPY[one]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
