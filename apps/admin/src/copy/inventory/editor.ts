import { stockLevel } from "@scarlet/domain/catalog";
import { formatCount, formatNumber, formatSigned } from "../../format/numbers.ts";
import { errorsCopy } from "../errors.ts";

type Stock = { readonly available: number; readonly lowStockAt: number };

/** The words of the popovers that change stock, and what is wrong with what was typed. */
export const stockEditorCopy = {
  reason: "Reason",
  notePlaceholder: "Seen by everyone who opens the history",
  tooMany: "That is more than a shelf can hold.",
  changesNothing: "A change of 0 changes nothing.",
  belowReserved: (reserved: number, onHand: number) =>
    reserved === 1
      ? `1 piece is held, so on hand cannot be ${onHand}.`
      : `${reserved} pieces are held, so on hand cannot be ${onHand}.`,
  /** Said to screen readers once an edit is written. */
  written: (sku: string, onHand: number, available: number) =>
    `On hand of ${sku} is ${onHand}, available ${available}.`,

  set: {
    label: (sku: string) => `Set on hand of ${sku}`,
    head: (sku: string) => `On hand of ${sku}`,
    value: "New figure",
    sameValue: (value: number) => `On hand is ${formatNumber(value)} already.`,
    escape: (current: number) => `leave ${formatNumber(current)}`,
    leave: (current: number) => `Leave ${formatNumber(current)}`,
    submit: (value: number) => `Set to ${formatNumber(value)}`,
  },

  adjust: {
    head: (title: string) => `Adjust ${title}`,
    change: "Change",
    after: "After",
    onHand: "on hand",
    /** What a difference does to available, as a sentence. */
    effect: ({ available, lowStockAt }: Stock, delta: number) => {
      const after = available + delta;
      const change = `Available goes from ${formatNumber(available)} to ${formatNumber(after)}.`;
      const level = stockLevel(after, lowStockAt);
      if (after < 0) return `${change} That cannot be.`;
      if (level === "out") return `${change} Nobody can buy it then.`;
      return level === "low" ? `${change} That is at or under the low mark of ${lowStockAt}.` : change;
    },
    changedMeanwhile: "This changed meanwhile. Nothing was written.",
    writtenOrNot: errorsCopy.writtenOrNotSafeToRepeat,
    escape: "write nothing",
    cancel: "Cancel",
    /** The button that changes on hand by a difference: "Take 1 away", "Add 12". */
    submit: (delta: number) =>
      delta < 0 ? `Take ${formatNumber(-delta)} away` : `Add ${formatNumber(delta)}`,
    submitting: "Saving",
    tryAgain: errorsCopy.tryAgain,
  },

  /** Choices that several decisions share, and their effects. */
  leaveIt: "Leave it",
  leaveAt: (onHand: number) => `Leave it at ${formatNumber(onHand)}`,
  writesNothing: "Writes nothing.",
  nothingWritten: (title: string) => `${title}. Nothing was written.`,

  conflict: {
    head: (isRepeated: boolean) => (isRepeated ? "It changed once more." : "This changed while you typed."),
    youSaw: "You saw",
    now: "Now",
    youTyped: "You typed",
    version: (version: number) => `version ${version}`,
    difference: (difference: number) =>
      `you ${difference < 0 ? "took" : "added"} ${formatNumber(Math.abs(difference))}`,
    keepMine: (keep: number) => `Keep my difference: ${formatNumber(keep)}`,
    keepMineEffect: (now: number, difference: number) => {
      const [verb, sign] = difference < 0 ? ["took", "less"] : ["added", "plus"];
      const amount = formatNumber(Math.abs(difference));
      return `${formatNumber(now)} now, ${sign} the ${amount} you ${verb}. Right after a delivery.`;
    },
    setAnyway: (value: number) => `Set to ${formatNumber(value)} anyway`,
    setAnywayEffect: (difference: number) =>
      `Writes ${formatSigned(difference)}. Right after counting the shelf just now.`,

    /** What happened since: `since`, then `versionNow` or `happenedAt` with a time and perhaps an order, then the rest. */
    since: (title: string, changes: number) =>
      changes > 1 ? `${title}. ${formatCount(changes, "change")} since you looked; the last: ` : `${title}. `,
    versionNow: (version: number) => `It is at version ${version} now. `,
    happenedAt: (happened: string) => `${happened} at `,
    beforeOrder: ", ",
    order: (number: string | null) => (number === null ? "by an order" : `order ${number}`),
    afterHappened: ". ",
    nothingSaved: "Nothing of yours is saved yet.",
  },

  lessThanHeld: {
    head: "That is less than what is held.",
    takeLeast: (least: number) => `Use ${formatNumber(least)}`,
    takeLeastEffect: "The least that is possible: what is held stays held.",
  },

  unknownOutcome: {
    head: errorsCopy.writtenOrNot,
    noAnswer: (title: string) => `${title}. The answer did not come.`,
    tryAgain: errorsCopy.tryAgain,
    tryAgainEffect: errorsCopy.safeToRepeat,
    look: "Look at the figure first",
    lookEffect: "Reads it again and writes nothing.",
  },
} as const;
