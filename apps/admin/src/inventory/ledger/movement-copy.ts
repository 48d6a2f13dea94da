import type { MovementKind, MovementView } from "@scarlet/domain/inventory";
import { formatCount, formatNumber, formatSigned } from "../../format/numbers.ts";
import type { Shape, Tone } from "../../parts/feedback/status-label.tsx";

/** The symbol and colour of each kind of movement. */
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

const SHORT_COPY: Readonly<Record<MovementKind, string>> = {
  reserve: "held",
  release: "released",
  sale: "sale",
  adjust: "adjusted",
  receive: "received",
  return: "returned",
};

type KindAndDelta = Pick<MovementView, "kind" | "delta">;

/** The change that counts for a kind of movement: of reserved for holds, of on hand for all others. */
function amountOf(movement: KindAndDelta): number {
  return movement.kind === "reserve" || movement.kind === "release"
    ? movement.delta.reserved
    : movement.delta.onHand;
}

/** A movement in short: "−3 sale", "+1 held", "+24 received". */
export function changeCopy(movement: KindAndDelta): string {
  return `${formatSigned(amountOf(movement))} ${SHORT_COPY[movement.kind]}`;
}

const PAST_PARTICIPLES: Readonly<Record<MovementKind, string>> = {
  reserve: "put aside",
  release: "released",
  sale: "sold",
  adjust: "adjusted",
  receive: "received",
  return: "returned",
};

/** A movement as a sentence, without its time: "2 were sold", "Jonas Weber took 1 away". */
export function happenedCopy(movement: KindAndDelta & Pick<MovementView, "actor">): string {
  const amount = amountOf(movement);
  if (movement.kind === "adjust") {
    return amount < 0
      ? `${movement.actor.name} took ${formatNumber(-amount)} away`
      : `${movement.actor.name} added ${formatNumber(amount)}`;
  }
  return `${formatCount(Math.abs(amount), "was", "were")} ${PAST_PARTICIPLES[movement.kind]}`;
}

/** The label of the button that changes on hand by a difference: "Take 1 away", "Add 12". */
export function deltaButtonLabel(delta: number): string {
  return delta < 0 ? `Take ${formatNumber(-delta)} away` : `Add ${formatNumber(delta)}`;
}
