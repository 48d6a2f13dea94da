"use client";

import type { AdjustmentReason, StockListRow } from "@scarlet/domain/inventory";
import { Button } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { TextArea } from "@scarlet/ui/forms/field";
import { newIdempotencyKey } from "@scarlet/web/trpc/idempotency-key";
import { type FormEvent, useId, useState } from "react";
import { formsCopy } from "../../copy/forms.ts";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";
import { keyCaps } from "../../copy/key-caps.ts";
import { Kbd } from "../../parts/actions/kbd.tsx";
import { AdminPopover } from "../../parts/overlays/admin-popover.tsx";
import { rowTitle } from "../rows/row-title.ts";
import { DeltaField } from "./delta-field.tsx";
import { parseDelta } from "./parse-quantity.ts";
import { ReasonChoice } from "./reason-choice.tsx";
import { belowReservedMessage, type EditDraft, type EditOutcome } from "./stock-edit.ts";

type AdjustPopoverProps = {
  row: StockListRow;
  initialDelta: number;
  anchor: () => Element | null | undefined;
  onAdjust: (draft: EditDraft) => Promise<EditOutcome>;
  onClose: () => void;
};

const { adjust: copy } = stockEditorCopy;

/**
 * Changes on hand by a difference, with a reason and a note. Stays open until the API has answered; while the outcome
 * of an attempt is unknown, only the very same edit can be sent again.
 */
export function AdjustPopover({ row, initialDelta, anchor, onAdjust, onClose }: AdjustPopoverProps) {
  const titleId = useId();
  const [text, setText] = useState(initialDelta > 0 ? `+${initialDelta}` : `−${-initialDelta}`);
  const [reason, setReason] = useState<AdjustmentReason>(initialDelta > 0 ? "received" : "damaged");
  const [note, setNote] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ sentence: string; unknownDraft?: EditDraft }>();
  const parsed = parseDelta(text);
  const send = async (draft: EditDraft) => {
    setBusy(true);
    setTrouble(undefined);
    const outcome = await onAdjust(draft);
    setBusy(false);
    if (outcome.kind === "written") return onClose();
    if (outcome.kind === "unknown") return setTrouble({ sentence: copy.writtenOrNot, unknownDraft: draft });
    if (outcome.kind === "refused") return setTrouble({ sentence: outcome.sentence });
    const after = outcome.current.onHand + ("delta" in draft.change ? draft.change.delta : 0);
    setError(belowReservedMessage(after, outcome.current) ?? copy.changedMeanwhile);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (parsed.error !== undefined) return setError(parsed.error);
    const belowReserved = belowReservedMessage(row.onHand + parsed.value, row);
    if (belowReserved !== undefined) return setError(belowReserved);
    const change = { delta: parsed.value };
    void send(
      trouble?.unknownDraft ?? { reason, note: note.trim(), idempotencyKey: newIdempotencyKey(), change },
    );
  };
  return (
    <AdminPopover anchor={anchor} size="popover-medium" labelledBy={titleId} onClose={onClose}>
      <form onSubmit={save} noValidate>
        <div className="popover-body">
          <AdjustHeader id={titleId} row={row} />
          <fieldset className="fields" disabled={trouble?.unknownDraft !== undefined}>
            <DeltaField
              row={row}
              text={text}
              error={error}
              onText={(next) => {
                setText(next);
                setError(undefined);
                setTrouble(undefined);
              }}
            />
            <ReasonChoice reason={reason} onReason={setReason} />
            <TextArea
              span="wide"
              label={formsCopy.note}
              labelNote={formsCopy.optional}
              rows={2}
              maxLength={500}
              placeholder={stockEditorCopy.notePlaceholder}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </fieldset>
          {trouble !== undefined && <Notice kind="danger" title={trouble.sentence} />}
        </div>
        <AdjustFooter
          busy={busy}
          label={trouble?.unknownDraft ? copy.tryAgain : copy.submit(parsed.value ?? 0)}
          onClose={onClose}
        />
      </form>
    </AdminPopover>
  );
}

function AdjustFooter({ busy, label, onClose }: { busy: boolean; label: string; onClose: () => void }) {
  return (
    <div className="popover-foot">
      <span className="quiet small">
        <Kbd>{keyCaps.escape}</Kbd> {copy.escape}
      </span>
      <Button onClick={onClose}>{copy.cancel}</Button>
      <Button kind="ink" type="submit" busy={busy ? copy.submitting : undefined}>
        {label}
      </Button>
    </div>
  );
}

function AdjustHeader({ id, row }: { id: string; row: StockListRow }) {
  return (
    <div className="row">
      <b id={id}>{copy.head(rowTitle(row))}</b>
      <span className="push quiet small nowrap">{row.sku}</span>
    </div>
  );
}
