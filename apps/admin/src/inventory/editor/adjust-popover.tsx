"use client";

import type { AdjustmentReason, StockListRow } from "@scarlet/domain/inventory";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../../parts/actions/button.tsx";
import { Kbd } from "../../parts/actions/kbd.tsx";
import { Notice } from "../../parts/feedback/notice.tsx";
import { TextArea } from "../../parts/forms/field.tsx";
import { Popover } from "../../parts/overlays/popover.tsx";
import { newIdempotencyKey } from "../../trpc/idempotency.ts";
import { deltaButtonLabel } from "../ledger/movement-copy.ts";
import { DeltaField } from "./delta-field.tsx";
import { parseDelta } from "./parse-figure.ts";
import { ReasonChoice } from "./reason-choice.tsx";
import { belowReservedMessage, type EditOutcome, type StockEdit } from "./stock-edit.ts";
import { rowTitle } from "./use-stock-editor.ts";

type AdjustPopoverProps = {
  row: StockListRow;
  delta: number;
  anchor: () => Element | null | undefined;
  onAdjust: (wish: Omit<StockEdit, "sku" | "title">) => Promise<EditOutcome>;
  onClose: () => void;
};

const UNKNOWN =
  "We do not know yet whether this was written. It carries a key, so trying again cannot do it twice.";

/** Changes on hand by a difference, with a reason and a note. Stays open until the shop has answered. */
export function AdjustPopover({ row, delta: startDelta, anchor, onAdjust, onClose }: AdjustPopoverProps) {
  const titleId = useId();
  const [text, setText] = useState(startDelta > 0 ? `+${startDelta}` : `−${-startDelta}`);
  const [reason, setReason] = useState<AdjustmentReason>(startDelta > 0 ? "received" : "damaged");
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ sentence: string; wish?: Omit<StockEdit, "sku" | "title"> }>();
  const typed = parseDelta(text);
  const send = async (wish: Omit<StockEdit, "sku" | "title">) => {
    setBusy(true);
    setTrouble(undefined);
    const outcome = await onAdjust(wish);
    setBusy(false);
    if (outcome.is === "done") return onClose();
    if (outcome.is === "unknown") return setTrouble({ sentence: UNKNOWN, wish });
    if (outcome.is === "refused") return setTrouble({ sentence: outcome.sentence });
    const after = outcome.current.onHand + ("delta" in wish.by ? wish.by.delta : 0);
    setWrong(belowReservedMessage(after, outcome.current) ?? "This changed meanwhile. Nothing was written.");
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (typed.wrong !== undefined) return setWrong(typed.wrong);
    const fault = belowReservedMessage(row.onHand + typed.value, row);
    if (fault !== undefined) return setWrong(fault);
    void send(
      trouble?.wish ?? { reason, note: note.trim(), key: newIdempotencyKey(), by: { delta: typed.value } },
    );
  };
  return (
    <Popover anchor={anchor} size="pop-m" labelledBy={titleId} onClose={onClose}>
      <form onSubmit={save} noValidate>
        <div className="pop-body">
          <AdjustHead id={titleId} row={row} />
          {/* While nobody knows what came of it, only the very same may be sent again. */}
          <fieldset className="fields" disabled={trouble?.wish !== undefined}>
            <DeltaField
              row={row}
              text={text}
              wrong={wrong}
              onText={(next) => {
                setText(next);
                setWrong(undefined);
                setTrouble(undefined);
              }}
            />
            <ReasonChoice reason={reason} onReason={setReason} />
            <TextArea
              className="wide"
              label="Note"
              optional
              rows={2}
              maxLength={500}
              placeholder="Seen by everyone who opens the history"
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </fieldset>
          {trouble !== undefined && <Notice tone="danger" head={trouble.sentence} />}
        </div>
        <AdjustFoot
          busy={busy}
          words={trouble?.wish ? "Try again" : deltaButtonLabel(typed.value ?? 0)}
          onClose={onClose}
        />
      </form>
    </Popover>
  );
}

function AdjustFoot({ busy, words, onClose }: { busy: boolean; words: string; onClose: () => void }) {
  return (
    <div className="pop-foot">
      <span className="quiet small">
        <Kbd>Esc</Kbd> write nothing
      </span>
      <Button onClick={onClose}>Cancel</Button>
      <Button kind="ink" type="submit" busy={busy ? "Saving" : undefined}>
        {words}
      </Button>
    </div>
  );
}

function AdjustHead({ id, row }: { id: string; row: StockListRow }) {
  return (
    <div className="row">
      <b id={id}>Adjust {rowTitle(row)}</b>
      <span className="push quiet small nowrap">{row.sku}</span>
    </div>
  );
}
