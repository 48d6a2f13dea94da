import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import type { HoldState } from "@scarlet/ui/hold";
import { listed } from "../words/plural.ts";

const ENDING_SECONDS = 120;

/** Running, in its last two minutes (or last third, when it is short), or over. */
export function holdState(secondsLeft: number, wholeSeconds: number): HoldState {
  if (secondsLeft <= 0) return "ended";
  return secondsLeft <= Math.min(ENDING_SECONDS, wholeSeconds / 3) ? "ending" : "running";
}

/** What of an ended hold is still on the shelf, by title; `gone` names what is not. */
export type Leftover = { readonly things: number; readonly gone: readonly string[] };

/** What an ended hold means: what became of the money, and whether the things can be held again. */
export function endedWords({ payment }: Pick<OrderView, "payment">, leftover: Leftover | undefined): string {
  const back = payment?.refundedMinor ?? 0;
  const start =
    back > 0
      ? `Your payment came too late: ${formatMoney(back)} goes back to your card.`
      : "You have not been charged.";
  if (leftover === undefined) return start;
  const { things, gone } = leftover;
  if (gone.length > 0) return `The ${listed(gone)} went to somebody else. ${start}`;
  if (things === 1) return `${start} It is still here, so you can hold it again.`;
  return `${start} All ${things} things are still here, so you can hold them again.`;
}

const MARKS = [5, 2, 1] as const;

/** What to say aloud when the time passes a mark; undefined between marks. */
export function announcement(before: number, after: number): string | undefined {
  if (before > 0 && after <= 0) return "Your hold has ended.";
  const mark = MARKS.find((minutes) => before > minutes * 60 && after <= minutes * 60);
  if (mark === undefined) return undefined;
  return `Your hold ends in ${mark} ${mark === 1 ? "minute" : "minutes"}. You can extend it.`;
}
