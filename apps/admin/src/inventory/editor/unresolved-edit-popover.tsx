"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { newIdempotencyKey } from "@scarlet/web/trpc/idempotency-key";
import { formatNumber, formatSigned } from "../../format/numbers.ts";
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
          choices={[choice("Leave it", WRITES_NOTHING, onLeave)]}
        >
          <p className="quiet">{edit.title}. Nothing was written.</p>
        </DecisionPopover>
      );
  }
}

function ConflictDecision(props: DecisionProps & { current: StockRow; isRepeated: boolean }) {
  const { edit, anchor, onLeave, onSubmit, current, isRepeated } = props;
  const { set: typed, seen } = edit.change;
  const { difference, keep } = conflictOptions(typed, seen, current);
  const [verb, sign] = difference < 0 ? ["took", "less"] : ["added", "plus"];
  const amount = formatNumber(Math.abs(difference));
  const keepMine = {
    ...choice(
      `Keep my difference: ${formatNumber(keep)}`,
      `${formatNumber(current.onHand)} now, ${sign} the ${amount} you ${verb}. Right after a delivery.`,
      () => onSubmit(withNewValue(edit, keep, current)),
    ),
    refusal: belowReservedMessage(keep, current),
  };
  const setAnyway = {
    ...choice(
      `Set to ${formatNumber(typed)} anyway`,
      `Writes ${formatSigned(typed - current.onHand)}. Right after counting the shelf just now.`,
      () => onSubmit(withNewValue(edit, typed, current)),
    ),
    refusal: belowReservedMessage(typed, current),
  };
  // Somebody who counted knows the value itself; for any other reason they know the difference. Enter takes the first.
  const choices = edit.reason === "correction" ? [setAnyway, keepMine] : [keepMine, setAnyway];
  return (
    <DecisionPopover
      title={isRepeated ? "It changed once more." : "This changed while you typed."}
      anchor={anchor}
      choices={[...choices, choice(`Leave it at ${formatNumber(current.onHand)}`, WRITES_NOTHING, onLeave)]}
      comparison={
        <ConflictValues seen={seen} current={current} typed={typed} difference={`you ${verb} ${amount}`} />
      }
    >
      <ChangesSince title={edit.title} seen={seen} current={current} />
    </DecisionPopover>
  );
}

function BelowReservedDecision(props: DecisionProps & { current: StockRow }) {
  const { edit, anchor, onLeave, onSubmit, current } = props;
  const least = current.reserved;
  return (
    <DecisionPopover
      title={belowReservedMessage(edit.change.set, current) ?? "That is less than what is held."}
      anchor={anchor}
      choices={[
        choice(`Use ${formatNumber(least)}`, "The least that is possible: what is held stays held.", () =>
          onSubmit(withNewValue(edit, least, current)),
        ),
        choice(`Leave it at ${formatNumber(current.onHand)}`, WRITES_NOTHING, onLeave),
      ]}
    >
      <p className="quiet">{edit.title}. Nothing was written.</p>
    </DecisionPopover>
  );
}

function UnknownOutcomeDecision({ edit, anchor, onLeave, onSubmit }: DecisionProps) {
  return (
    <DecisionPopover
      title="We do not know yet whether this was written."
      anchor={anchor}
      choices={[
        choice("Try again", "It carries a key, so trying again cannot do it twice.", () => onSubmit(edit)),
        choice("Look at the figure first", "Reads it again and writes nothing.", onLeave),
      ]}
    >
      <p className="quiet">{edit.title}. The answer did not come.</p>
    </DecisionPopover>
  );
}

const WRITES_NOTHING = "Writes nothing.";

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
