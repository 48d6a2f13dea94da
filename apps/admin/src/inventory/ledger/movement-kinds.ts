import type { MovementKind, MovementView } from "@scarlet/domain/inventory";
import type { StatusShape, StatusTone } from "@scarlet/ui/feedback/status-label";

/** The symbol and colour of each kind of movement. */
export const MOVEMENT_BADGES: Readonly<
  Record<MovementKind, { readonly shape: StatusShape; readonly tone?: StatusTone }>
> = {
  reserve: { shape: "half", tone: "warn" },
  release: { shape: "dashes", tone: "mute" },
  sale: { shape: "disc" },
  adjust: { shape: "bolt" },
  receive: { shape: "tick", tone: "ok" },
  return: { shape: "back" },
};

/** The change that counts for a kind of movement: of reserved for holds, of on hand for all others. */
export function movementAmount({ kind, delta }: Pick<MovementView, "kind" | "delta">): number {
  return kind === "reserve" || kind === "release" ? delta.reserved : delta.onHand;
}
