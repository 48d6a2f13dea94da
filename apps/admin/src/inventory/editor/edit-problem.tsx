"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { figure, signed } from "../../format/numbers.ts";
import { newIdempotencyKey } from "../../trpc/idempotency.ts";
import { ChangesSince } from "./changes-since.tsx";
import { type Choice, ChoicePopover, ThreeFigures } from "./choice-popover.tsx";
import { belowReservedMessage, conflictOptions, type StockEdit } from "./stock-edit.ts";
import type { StockEditor, UnresolvedEdit } from "./use-stock-editor.ts";

type EditProblemProps = {
  desk: StockEditor;
  question: UnresolvedEdit;
  anchor: () => Element | null | undefined;
  onClosed: (sku: string) => void;
};

type SetEdit = StockEdit & { readonly by: { readonly set: number; readonly seen: StockRow } };

type AskProps = {
  wish: SetEdit;
  anchor: () => Element | null | undefined;
  onLeave: () => void;
  /** Writes another wish in this one's place. */
  onward: (wish: SetEdit) => void;
};

/** What the shop had to say to a figure that was set, and the ways on. */
export function EditProblem({ desk, question, anchor, onClosed }: EditProblemProps) {
  const { wish, outcome, again } = question;
  const onLeave = () => {
    desk.answered(question);
    onClosed(wish.sku);
  };
  const onward = (next: SetEdit) => {
    onLeave();
    void desk.send(next, next.by.set, outcome.is === "conflict");
  };
  if (!isSetEdit(wish)) return null;
  const ask = { wish, anchor, onLeave, onward };
  switch (outcome.is) {
    case "conflict":
      return <AskConflict {...ask} current={outcome.current} again={again} />;
    case "below":
      return <AskBelow {...ask} current={outcome.current} />;
    case "unknown":
      return <AskUnknown {...ask} />;
    case "refused":
      return (
        <ChoicePopover
          head={outcome.sentence}
          anchor={anchor}
          choices={[choice("Leave it", NOTHING, onLeave)]}
        >
          <p className="quiet">{wish.title}. Nothing was written.</p>
        </ChoicePopover>
      );
  }
}

function AskConflict(props: AskProps & { current: StockRow; again: boolean }) {
  const { wish, anchor, onLeave, onward, current, again } = props;
  const { set: typed, seen } = wish.by;
  const { difference, keep } = conflictOptions(typed, seen, current);
  const [did, gives] = difference < 0 ? ["took", "less"] : ["added", "plus"];
  const amount = figure(Math.abs(difference));
  const keepMine = {
    ...choice(
      `Keep my difference: ${figure(keep)}`,
      `${figure(current.onHand)} now, ${gives} the ${amount} you ${did}. Right after a delivery.`,
      () => onward(rewritten(wish, keep, current)),
    ),
    refused: belowReservedMessage(keep, current),
  };
  const setAnyway = {
    ...choice(
      `Set to ${figure(typed)} anyway`,
      `Writes ${signed(typed - current.onHand)}. Right after counting the shelf just now.`,
      () => onward(rewritten(wish, typed, current)),
    ),
    refused: belowReservedMessage(typed, current),
  };
  // A count is what is on the shelf; any other reason is a difference.
  const ways = wish.reason === "correction" ? [setAnyway, keepMine] : [keepMine, setAnyway];
  return (
    <ChoicePopover
      head={again ? "It changed once more." : "This changed while you typed."}
      anchor={anchor}
      choices={[...ways, choice(`Leave it at ${figure(current.onHand)}`, NOTHING, onLeave)]}
      figures={
        <ThreeFigures seen={seen} current={current} typed={typed} difference={`you ${did} ${amount}`} />
      }
    >
      <ChangesSince title={wish.title} seen={seen} current={current} />
    </ChoicePopover>
  );
}

function AskBelow({ wish, anchor, onLeave, onward, current }: AskProps & { current: StockRow }) {
  const least = current.reserved;
  return (
    <ChoicePopover
      head={belowReservedMessage(wish.by.set, current) ?? "That is less than what is held."}
      anchor={anchor}
      choices={[
        choice(`Use ${figure(least)}`, "The least that is possible: what is held stays held.", () =>
          onward(rewritten(wish, least, current)),
        ),
        choice(`Leave it at ${figure(current.onHand)}`, NOTHING, onLeave),
      ]}
    >
      <p className="quiet">{wish.title}. Nothing was written.</p>
    </ChoicePopover>
  );
}

function AskUnknown({ wish, anchor, onLeave, onward }: AskProps) {
  return (
    <ChoicePopover
      head="We do not know yet whether this was written."
      anchor={anchor}
      choices={[
        choice("Try again", "It carries a key, so trying again cannot do it twice.", () => onward(wish)),
        choice("Look at the figure first", "Reads it again and writes nothing.", onLeave),
      ]}
    >
      <p className="quiet">{wish.title}. The answer did not come.</p>
    </ChoicePopover>
  );
}

const NOTHING = "Writes nothing.";

function choice(words: string, means: string, choose: () => void): Choice {
  return { words, means, choose };
}

/** The same intent against the row as it is now: another figure, so another key. */
function rewritten(wish: SetEdit, value: number, seen: StockRow): SetEdit {
  return { ...wish, key: newIdempotencyKey(), by: { set: value, seen } };
}

function isSetEdit(wish: StockEdit): wish is SetEdit {
  return "set" in wish.by;
}
