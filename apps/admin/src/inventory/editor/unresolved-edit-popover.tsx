"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { newIdempotencyKey } from "@scarlet/web/trpc/idempotency-key";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";
import { ChangesSince } from "./changes-since.tsx";
import { type Choice, ConflictValues, DecisionPopover } from "./decision-popover.tsx";
import { belowReservedMessage, conflictOptions, type StockEdit } from "./stock-edit.ts";
import type { StockEditor, UnresolvedEdit } from "./use-stock-editor.ts";

type UnresolvedEditPopoverProps = {
  editor: StockEditor;
  unresolved: UnresolvedEdit;
  anchor: () => Element | null | undefined;
  onClosed: (sku: string) => void;
};

type SetEdit = StockEdit & { readonly change: { readonly set: number; readonly seen: StockRow } };

type DecisionProps = {
  edit: SetEdit;
  anchor: () => Element | null | undefined;
  onLeave: () => void;
  /** Closes this popover and submits another edit in place of the one that was not written. */
  onSubmit: (edit: SetEdit) => void;
};

/** Explains why a value that was set was not written, and offers the ways to continue. */
export function UnresolvedEditPopover({ editor, unresolved, anchor, onClosed }: UnresolvedEditPopoverProps) {
  const { edit, outcome, isRepeated } = unresolved;
  const onLeave = () => {
    editor.resolve(unresolved);
    onClosed(edit.sku);
  };
  const onSubmit = (next: SetEdit) => {
    onLeave();
    void editor.send(next, next.change.set, outcome.kind === "conflict");
  };
  // Adjustments by a difference show their outcome in the adjust popover.
  if (!isSetEdit(edit)) return null;
  const decision = { edit, anchor, onLeave, onSubmit };
  switch (outcome.kind) {
    case "conflict":
      return <ConflictDecision {...decision} current={outcome.current} isRepeated={isRepeated} />;
    case "belowReserved":
      return <BelowReservedDecision {...decision} current={outcome.current} />;
    case "unknown":
      return <UnknownOutcomeDecision {...decision} />;
    case "refused":
      return (
        <DecisionPopover
          title={outcome.sentence}
          anchor={anchor}
          choices={[choice(stockEditorCopy.leaveIt, stockEditorCopy.writesNothing, onLeave)]}
        >
          <p className="quiet">{stockEditorCopy.nothingWritten(edit.title)}</p>
        </DecisionPopover>
      );
  }
}

function ConflictDecision(props: DecisionProps & { current: StockRow; isRepeated: boolean }) {
  const { edit, anchor, onLeave, onSubmit, current, isRepeated } = props;
  const { set: typed, seen } = edit.change;
  const { difference, keep } = conflictOptions(typed, seen, current);
  const { conflict: copy } = stockEditorCopy;
  const keepMine = {
    ...choice(copy.keepMine(keep), copy.keepMineEffect(current.onHand, difference), () =>
      onSubmit(withNewValue(edit, keep, current)),
    ),
    refusal: belowReservedMessage(keep, current),
  };
  const setAnyway = {
    ...choice(copy.setAnyway(typed), copy.setAnywayEffect(typed - current.onHand), () =>
      onSubmit(withNewValue(edit, typed, current)),
    ),
    refusal: belowReservedMessage(typed, current),
  };
  // Somebody who counted knows the value itself; for any other reason they know the difference. Enter takes the first.
  const choices = edit.reason === "correction" ? [setAnyway, keepMine] : [keepMine, setAnyway];
  return (
    <DecisionPopover
      title={copy.head(isRepeated)}
      anchor={anchor}
      choices={[...choices, leaveAt(current, onLeave)]}
      comparison={
        <ConflictValues
          seen={seen}
          current={current}
          typed={typed}
          difference={copy.difference(difference)}
        />
      }
    >
      <ChangesSince title={edit.title} seen={seen} current={current} />
    </DecisionPopover>
  );
}

function BelowReservedDecision(props: DecisionProps & { current: StockRow }) {
  const { edit, anchor, onLeave, onSubmit, current } = props;
  const { lessThanHeld: copy } = stockEditorCopy;
  const least = current.reserved;
  return (
    <DecisionPopover
      title={belowReservedMessage(edit.change.set, current) ?? copy.head}
      anchor={anchor}
      choices={[
        choice(copy.takeLeast(least), copy.takeLeastEffect, () =>
          onSubmit(withNewValue(edit, least, current)),
        ),
        leaveAt(current, onLeave),
      ]}
    >
      <p className="quiet">{stockEditorCopy.nothingWritten(edit.title)}</p>
    </DecisionPopover>
  );
}

function UnknownOutcomeDecision({ edit, anchor, onLeave, onSubmit }: DecisionProps) {
  const { unknownOutcome: copy } = stockEditorCopy;
  return (
    <DecisionPopover
      title={copy.head}
      anchor={anchor}
      choices={[
        choice(copy.tryAgain, copy.tryAgainEffect, () => onSubmit(edit)),
        choice(copy.look, copy.lookEffect, onLeave),
      ]}
    >
      <p className="quiet">{copy.noAnswer(edit.title)}</p>
    </DecisionPopover>
  );
}

function leaveAt(current: StockRow, onLeave: () => void): Choice {
  return choice(stockEditorCopy.leaveAt(current.onHand), stockEditorCopy.writesNothing, onLeave);
}

function choice(label: string, effect: string, onChoose: () => void): Choice {
  return { label, effect, onChoose };
}

/** The edit with another value, against the current row. Another value is another request, so it gets a new key. */
function withNewValue(edit: SetEdit, value: number, current: StockRow): SetEdit {
  return { ...edit, idempotencyKey: newIdempotencyKey(), change: { set: value, seen: current } };
}

function isSetEdit(edit: StockEdit): edit is SetEdit {
  return "set" in edit.change;
}
