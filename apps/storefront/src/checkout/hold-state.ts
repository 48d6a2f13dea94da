import type { HoldTimerState } from "@scarlet/ui/order/hold-timer";
import { holdCopy } from "../copy/hold.ts";

const ENDING_SECONDS = 120;

/** Running, in its last two minutes (or last third, when it is short), or over. */
export function holdState(secondsLeft: number, wholeSeconds: number): HoldTimerState {
  if (secondsLeft <= 0) return "ended";
  return secondsLeft <= Math.min(ENDING_SECONDS, wholeSeconds / 3) ? "ending" : "running";
}

const ANNOUNCED_MINUTES = [5, 2, 1] as const;

/** What to say aloud when the time passes a mark; undefined between marks. */
export function announcement(before: number, after: number): string | undefined {
  if (before > 0 && after <= 0) return holdCopy.hasEnded;
  const mark = ANNOUNCED_MINUTES.find((minutes) => before > minutes * 60 && after <= minutes * 60);
  return mark === undefined ? undefined : holdCopy.endsIn(mark);
}
