"use client";

import type { AdjustmentReason } from "@scarlet/domain/inventory";
import { type FormEvent, useState } from "react";
import { figure, signed } from "../../format/numbers.ts";
import { Button } from "../../parts/actions/button.tsx";
import { Kbd } from "../../parts/actions/kbd.tsx";
import { Diff } from "../../parts/data/diff.tsx";
import { SelectField, TextField } from "../../parts/forms/field.tsx";
import { Popover } from "../../parts/overlays/popover.tsx";
import { ADJUSTMENT_REASON_ORDER, REASON_COPY } from "../ledger/reason-copy.ts";
import { parseOnHand } from "./parse-figure.ts";
import { belowReservedMessage } from "./stock-edit.ts";
import type { Draft, Layer } from "./use-stock-editor.ts";

type SetPopoverProps = {
  layer: Extract<Layer, { is: "set" }>;
  reason: AdjustmentReason;
  anchor: () => Element | null | undefined;
  onSet: (value: number, draft: Draft) => void;
  onClose: () => void;
};

/** Asks why a figure is set; on the SKU's own page it also asks for the figure. */
export function SetPopover({ layer, reason: startReason, anchor, onSet, onClose }: SetPopoverProps) {
  const { row, seen } = layer;
  const [text, setText] = useState(String(layer.value ?? seen.onHand));
  const [reason, setReason] = useState(startReason);
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<string>();
  const typed = parseOnHand(text);
  const asks = layer.value === undefined;
  const value = typed.value ?? seen.onHand;
  const save = (event: FormEvent) => {
    event.preventDefault();
    const fault =
      typed.wrong ??
      belowReservedMessage(value, row) ??
      (value === seen.onHand ? `On hand is ${figure(value)} already.` : undefined);
    if (fault !== undefined) return setWrong(fault);
    onSet(value, { reason, note: note.trim() });
  };
  return (
    <Popover anchor={anchor} size="pop-s" label={`Set on hand of ${row.sku}`} onClose={onClose}>
      <form onSubmit={save} noValidate>
        <div className="pop-body">
          <div className="row">
            <span className="quiet">On hand of {row.sku}</span>
            <span className="push row">
              <Diff from={seen.onHand} to={value} />
              <span className={value > seen.onHand ? "ok" : ""}>{signed(value - seen.onHand)}</span>
            </span>
          </div>
          {asks && (
            <TextField
              label="New figure"
              inputMode="numeric"
              autoComplete="off"
              data-first-focus
              value={text}
              error={wrong}
              onFocus={(event) => event.target.select()}
              onChange={(event) => {
                setText(event.target.value);
                setWrong(undefined);
              }}
            />
          )}
          <ReasonSelect reason={reason} onReason={setReason} />
          <TextField
            label="Note"
            optional
            small
            maxLength={500}
            autoComplete="off"
            placeholder="Seen by everyone who opens the history"
            value={note}
            error={asks ? undefined : wrong}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        <SetFoot left={seen.onHand} value={value} asks={asks} onClose={onClose} />
      </form>
    </Popover>
  );
}

type SetFootProps = { left: number; value: number; asks: boolean; onClose: () => void };

function SetFoot({ left, value, asks, onClose }: SetFootProps) {
  return (
    <div className="pop-foot">
      <span className="quiet small">
        <Kbd>Esc</Kbd> leave {figure(left)}
      </span>
      <Button className="only-small" onClick={onClose}>
        Leave {figure(left)}
      </Button>
      <Button kind="ink" type="submit" data-first-focus={asks ? undefined : true}>
        Set to {figure(value)} <Kbd>↵</Kbd>
      </Button>
    </div>
  );
}

type ReasonSelectProps = { reason: AdjustmentReason; onReason: (reason: AdjustmentReason) => void };

function ReasonSelect({ reason, onReason }: ReasonSelectProps) {
  return (
    <SelectField
      label="Reason"
      small
      value={reason}
      onChange={(event) => onReason(event.target.value as AdjustmentReason)}
    >
      {ADJUSTMENT_REASON_ORDER.map((one) => (
        <option key={one} value={one}>
          {REASON_COPY[one]}
        </option>
      ))}
    </SelectField>
  );
}
