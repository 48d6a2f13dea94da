import type { MovementKind, MovementView } from "@scarlet/domain/inventory";
import { formatCount, formatNumber, formatSigned } from "../../format/numbers.ts";
import type { Shape, Tone } from "../../parts/feedback/status-label.tsx";

/** The shape and tone of each kind of movement. */
export const MOVEMENT_BADGES: Readonly<
  Record<MovementKind, { readonly shape: Shape; readonly tone?: Tone }>
> = {
  reserve: { shape: "half", tone: "warn" },
  release: { shape: "dashes", tone: "mute" },
  sale: { shape: "disc" },
  adjust: { shape: "bolt" },
  receive: { shape: "tick", tone: "ok" },
  return: { shape: "back" },
};

const DID: Readonly<Record<MovementKind, string>> = {
  reserve: "held",
  release: "released",
  sale: "sale",
  adjust: "adjusted",
  receive: "received",
  return: "returned",
};

type Moved = Pick<MovementView, "kind" | "delta">;

/** What moved: on hand where it changed, else what is reserved. */
function amountOf(movement: Moved): number {
  return movement.kind === "reserve" || movement.kind === "release"
    ? movement.delta.reserved
    : movement.delta.onHand;
}

/** A movement in two words: "−3 sale", "+1 held", "+24 received". */
export function changeCopy(movement: Moved): string {
  return `${formatSigned(amountOf(movement))} ${DID[movement.kind]}`;
}

const HAPPENED: Readonly<Record<MovementKind, string>> = {
  reserve: "put aside",
  release: "released",
  sale: "sold",
  adjust: "adjusted",
  receive: "received",
  return: "returned",
};

/** A movement as a sentence, without its time: "2 were sold", "Jonas Weber took 1 away". */
export function happenedCopy(movement: Moved & Pick<MovementView, "actor">): string {
  const amount = amountOf(movement);
  if (movement.kind === "adjust") {
    return amount < 0
      ? `${movement.actor.name} took ${formatNumber(-amount)} away`
      : `${movement.actor.name} added ${formatNumber(amount)}`;
  }
  return `${formatCount(Math.abs(amount), "was", "were")} ${HAPPENED[movement.kind]}`;
}

/** The words of the button that changes on hand by a difference: "Take 1 away", "Add 12". */
export function deltaButtonLabel(delta: number): string {
  return delta < 0 ? `Take ${formatNumber(-delta)} away` : `Add ${formatNumber(delta)}`;
}
