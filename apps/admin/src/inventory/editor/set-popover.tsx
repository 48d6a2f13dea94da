"use client";

import type { AdjustmentReason } from "@scarlet/domain/inventory";
import { Button } from "@scarlet/ui/actions/button";
import { SelectField, TextField } from "@scarlet/ui/forms/field";
import { type FormEvent, useState } from "react";
import { formsCopy } from "../../copy/forms.ts";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";
import { ledgerCopy } from "../../copy/inventory/ledger.ts";
import { keyCaps } from "../../copy/key-caps.ts";
import { formatSigned } from "../../format/numbers.ts";
import { Kbd } from "../../parts/actions/kbd.tsx";
import { Diff } from "../../parts/data/diff.tsx";
import { AdminPopover } from "../../parts/overlays/admin-popover.tsx";
import { ADJUSTMENT_REASON_ORDER } from "../ledger/reasons.ts";
import { parseOnHand } from "./parse-quantity.ts";
import { belowReservedMessage, type ReasonAndNote } from "./stock-edit.ts";
import type { OpenPopover } from "./use-stock-editor.ts";

const { set: copy } = stockEditorCopy;

type SetPopoverProps = {
  popover: Extract<OpenPopover, { kind: "set" }>;
  initialReason: AdjustmentReason;
  anchor: () => Element | null | undefined;
  onSet: (value: number, why: ReasonAndNote) => void;
  onClose: () => void;
};

/** Asks for the reason of a new value of on hand, and for the value itself unless it was typed into the grid. */
export function SetPopover({ popover, initialReason, anchor, onSet, onClose }: SetPopoverProps) {
  const { row, seen } = popover;
  const [text, setText] = useState(String(popover.value ?? seen.onHand));
  const [reason, setReason] = useState(initialReason);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string>();
  const parsed = parseOnHand(text);
  const asksForValue = popover.value === undefined;
  const value = parsed.value ?? seen.onHand;
  const save = (event: FormEvent) => {
    event.preventDefault();
    const problem =
      parsed.error ??
      belowReservedMessage(value, row) ??
      (value === seen.onHand ? copy.sameValue(value) : undefined);
    if (problem !== undefined) return setError(problem);
    onSet(value, { reason, note: note.trim() });
  };
  return (
    <AdminPopover anchor={anchor} size="popover-small" label={copy.label(row.sku)} onClose={onClose}>
      <form onSubmit={save} noValidate>
        <div className="popover-body">
          <div className="row">
            <span className="quiet">{copy.head(row.sku)}</span>
            <span className="push row">
              <Diff from={seen.onHand} to={value} />
              <span className={value > seen.onHand ? "ok" : ""}>{formatSigned(value - seen.onHand)}</span>
            </span>
          </div>
          {asksForValue && (
            <TextField
              label={copy.value}
              inputMode="numeric"
              autoComplete="off"
              data-first-focus
              value={text}
              error={error}
              onFocus={(event) => event.target.select()}
              onChange={(event) => {
                setText(event.target.value);
                setError(undefined);
              }}
            />
          )}
          <ReasonSelect reason={reason} onReason={setReason} />
          <TextField
            label={formsCopy.note}
            labelNote={formsCopy.optional}
            small
            maxLength={500}
            autoComplete="off"
            placeholder={stockEditorCopy.notePlaceholder}
            value={note}
            error={asksForValue ? undefined : error}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        <SetFooter current={seen.onHand} value={value} asksForValue={asksForValue} onClose={onClose} />
      </form>
    </AdminPopover>
  );
}

type SetFooterProps = { current: number; value: number; asksForValue: boolean; onClose: () => void };

function SetFooter({ current, value, asksForValue, onClose }: SetFooterProps) {
  return (
    <div className="popover-foot">
      <span className="quiet small">
        <Kbd>{keyCaps.escape}</Kbd> {copy.escape(current)}
      </span>
      <Button className="only-small" onClick={onClose}>
        {copy.leave(current)}
      </Button>
      <Button kind="ink" type="submit" data-first-focus={asksForValue ? undefined : true}>
        {copy.submit(value)} <Kbd>{keyCaps.enterMark}</Kbd>
      </Button>
    </div>
  );
}

type ReasonSelectProps = { reason: AdjustmentReason; onReason: (reason: AdjustmentReason) => void };

function ReasonSelect({ reason, onReason }: ReasonSelectProps) {
  return (
    <SelectField
      label={stockEditorCopy.reason}
      small
      value={reason}
      onChange={(event) => onReason(event.target.value as AdjustmentReason)}
    >
      {ADJUSTMENT_REASON_ORDER.map((each) => (
        <option key={each} value={each}>
          {ledgerCopy.reason(each)}
        </option>
      ))}
    </SelectField>
  );
}
