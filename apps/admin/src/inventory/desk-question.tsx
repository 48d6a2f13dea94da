"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { newIdempotencyKey } from "../trpc/idempotency.ts";
import { figure, signed } from "../words/figures.ts";
import { Meanwhile } from "./meanwhile.tsx";
import { type Choice, QuestionPop, ThreeFigures } from "./question-pop.tsx";
import type { Desk, Question } from "./use-desk.ts";
import { tooFew, type Wish, waysOut } from "./wish.ts";

type DeskQuestionProps = {
  desk: Desk;
  question: Question;
  anchor: () => Element | null | undefined;
  onClosed: (sku: string) => void;
};

type SetWish = Wish & { readonly by: { readonly set: number; readonly seen: StockRow } };

type AskProps = {
  wish: SetWish;
  anchor: () => Element | null | undefined;
  onLeave: () => void;
  /** Writes another wish in this one's place. */
  onward: (wish: SetWish) => void;
};

/** What the shop had to say to a figure that was set, and the ways on. */
export function DeskQuestion({ desk, question, anchor, onClosed }: DeskQuestionProps) {
  const { wish, outcome, again } = question;
  const onLeave = () => {
    desk.answered(question);
    onClosed(wish.sku);
  };
  const onward = (next: SetWish) => {
    onLeave();
    void desk.send(next, next.by.set, outcome.is === "conflict");
  };
  if (!isSetWish(wish)) return null;
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
        <QuestionPop head={outcome.sentence} anchor={anchor} choices={[choice("Leave it", NOTHING, onLeave)]}>
          <p className="quiet">{wish.title}. Nothing was written.</p>
        </QuestionPop>
      );
  }
}

function AskConflict(props: AskProps & { current: StockRow; again: boolean }) {
  const { wish, anchor, onLeave, onward, current, again } = props;
  const { set: typed, seen } = wish.by;
  const { difference, keep } = waysOut(typed, seen, current);
  const [did, gives] = difference < 0 ? ["took", "less"] : ["added", "plus"];
  const amount = figure(Math.abs(difference));
  const keepMine = {
    ...choice(
      `Keep my difference: ${figure(keep)}`,
      `${figure(current.onHand)} now, ${gives} the ${amount} you ${did}. Right after a delivery.`,
      () => onward(rewritten(wish, keep, current)),
    ),
    refused: tooFew(keep, current),
  };
  const setAnyway = {
    ...choice(
      `Set to ${figure(typed)} anyway`,
      `Writes ${signed(typed - current.onHand)}. Right after counting the shelf just now.`,
      () => onward(rewritten(wish, typed, current)),
    ),
    refused: tooFew(typed, current),
  };
  // A count is what is on the shelf; any other reason is a difference.
  const ways = wish.reason === "correction" ? [setAnyway, keepMine] : [keepMine, setAnyway];
  return (
    <QuestionPop
      head={again ? "It changed once more." : "This changed while you typed."}
      anchor={anchor}
      choices={[...ways, choice(`Leave it at ${figure(current.onHand)}`, NOTHING, onLeave)]}
      figures={
        <ThreeFigures seen={seen} current={current} typed={typed} difference={`you ${did} ${amount}`} />
      }
    >
      <Meanwhile title={wish.title} seen={seen} current={current} />
    </QuestionPop>
  );
}

function AskBelow({ wish, anchor, onLeave, onward, current }: AskProps & { current: StockRow }) {
  const least = current.reserved;
  return (
    <QuestionPop
      head={tooFew(wish.by.set, current) ?? "That is less than what is held."}
      anchor={anchor}
      choices={[
        choice(`Use ${figure(least)}`, "The least that is possible: what is held stays held.", () =>
          onward(rewritten(wish, least, current)),
        ),
        choice(`Leave it at ${figure(current.onHand)}`, NOTHING, onLeave),
      ]}
    >
      <p className="quiet">{wish.title}. Nothing was written.</p>
    </QuestionPop>
  );
}

function AskUnknown({ wish, anchor, onLeave, onward }: AskProps) {
  return (
    <QuestionPop
      head="We do not know yet whether this was written."
      anchor={anchor}
      choices={[
        choice("Try again", "It carries a key, so trying again cannot do it twice.", () => onward(wish)),
        choice("Look at the figure first", "Reads it again and writes nothing.", onLeave),
      ]}
    >
      <p className="quiet">{wish.title}. The answer did not come.</p>
    </QuestionPop>
  );
}

const NOTHING = "Writes nothing.";

function choice(words: string, means: string, choose: () => void): Choice {
  return { words, means, choose };
}

/** The same intent against the row as it is now: another figure, so another key. */
function rewritten(wish: SetWish, value: number, seen: StockRow): SetWish {
  return { ...wish, key: newIdempotencyKey(), by: { set: value, seen } };
}

function isSetWish(wish: Wish): wish is SetWish {
  return "set" in wish.by;
}
