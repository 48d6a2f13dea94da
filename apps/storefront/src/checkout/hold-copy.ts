import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import type { HoldTimerState } from "@scarlet/ui/order/hold-timer";
import { listed } from "../format/plural.ts";

const ENDING_SECONDS = 120;

/** Running, in its last two minutes (or last third, when it is short), or over. */
export function holdState(secondsLeft: number, wholeSeconds: number): HoldTimerState {
  if (secondsLeft <= 0) return "ended";
  return secondsLeft <= Math.min(ENDING_SECONDS, wholeSeconds / 3) ? "ending" : "running";
}

/** What of an ended hold is still on the shelf: how many things in all; `gone` and `fewer` name what is not. */
export type Leftover = {
  readonly things: number;
  readonly gone: readonly string[];
  readonly fewer: readonly { readonly title: string; readonly left: number }[];
};

/** Whether something of it can be held again, and whether that is less than it was. */
export function holdAgainWords({ things, gone, fewer }: Leftover): string | undefined {
  if (things === 0) return undefined;
  return gone.length + fewer.length === 0 ? "Hold again" : "Hold the rest again";
}

/** What an ended hold means: what became of the money, and whether the things can be held again. */
export function endedWords({ payment }: Pick<OrderView, "payment">, leftover: Leftover | undefined): string {
  const back = payment?.refundedMinor ?? 0;
  const start =
    back > 0
      ? `Your payment came too late: ${formatMoney(back)} goes back to your card.`
      : "You have not been charged.";
  if (leftover === undefined) return start;
  const { things } = leftover;
  const missing = missingWords(leftover);
  if (missing !== "") return [missing, start, restWords(things)].filter(Boolean).join(" ");
  if (things === 1) return `${start} It is still here, so you can hold it again.`;
  return `${start} All ${things} things are still here, so you can hold them again.`;
}

function missingWords({ gone, fewer }: Leftover): string {
  const words = fewer.map(
    ({ title, left }) => `Only ${left} of the ${title} ${left === 1 ? "is" : "are"} left.`,
  );
  if (gone.length > 0) words.unshift(`The ${listed(gone)} went to somebody else.`);
  return words.join(" ");
}

function restWords(things: number): string {
  if (things === 0) return "";
  return things === 1
    ? "1 thing is still here, so you can hold it again."
    : `${things} things are still here, so you can hold them again.`;
}

const ANNOUNCED_MINUTES = [5, 2, 1] as const;

/** What to say aloud when the time passes a mark; undefined between marks. */
export function announcement(before: number, after: number): string | undefined {
  if (before > 0 && after <= 0) return "Your hold has ended.";
  const mark = ANNOUNCED_MINUTES.find((minutes) => before > minutes * 60 && after <= minutes * 60);
  if (mark === undefined) return undefined;
  return `Your hold ends in ${mark} ${mark === 1 ? "minute" : "minutes"}. You can extend it.`;
}
