import type { OpenHold } from "../inventory/index.ts";
import { type HoldBound, type HoldBoundBy, holdBound, holdTooSoon } from "./errors.ts";

/** What one holder may hold at the same moment, over all open holds together. */
export type HoldBounds = {
  /** How many orders may be held and not paid. */
  readonly openHolds: number;
  /** How many pieces of one SKU. */
  readonly piecesPerSku: number;
  /** How many different SKUs. */
  readonly skus: number;
  /** How many pieces in all. */
  readonly pieces: number;
};

/** The bounds of every kind of holder. `pauseSeconds`: how long after an unpaid hold the next may come. */
export type HoldLimits = {
  readonly guest: HoldBounds & { readonly pauseSeconds: number };
  readonly user: HoldBounds & { readonly pauseSeconds: number };
  readonly address: HoldBounds;
};

/** So many guests behind one address fit side by side: a family, a small office, some neighbours of a mobile network. */
const GUESTS_PER_ADDRESS = 10;

/**
 * A hold costs nothing and keeps stock from others, so it is bounded. All bounds with their reasons:
 *
 * - A guest is anybody who drops a cookie: three orders at once are a cart, a second thought and a present; ten pieces
 *   of a SKU are a table laid; who wants more signs in. One hold a minute, as long as the last is unpaid: nobody checks
 *   out faster, a script does.
 * - Somebody who signed in can be spoken to, and may be a program that orders for several people: more of
 *   everything, and no pause.
 * - Cookies and accounts can be made at will, addresses hardly: everybody behind one address together may hold what ten
 *   guests may. An IPv6 address counts as its network of 64 bits.
 */
const GUEST_BOUNDS = { openHolds: 3, piecesPerSku: 10, skus: 30, pieces: 40 } as const satisfies HoldBounds;
const USER_BOUNDS = { openHolds: 20, piecesPerSku: 50, skus: 50, pieces: 200 } as const satisfies HoldBounds;

/** The limits of a shop that changes nothing (`HOLD_LIMIT_FACTOR=1`). */
export const HOLD_LIMITS: HoldLimits = {
  guest: { ...GUEST_BOUNDS, pauseSeconds: 60 },
  user: { ...USER_BOUNDS, pauseSeconds: 0 },
  address: times(GUEST_BOUNDS, GUESTS_PER_ADDRESS),
};

/** How often a hold may be extended. Ten times is what WCAG 2.2.1 asks for; a guest signs in for it and loses nothing. */
export const HOLD_EXTENSIONS = { guest: 2, user: 10 } as const;

/** The limits multiplied by a whole number. Above 1 there are no pauses either; 0 answers null: nothing is counted. */
export function scaleHoldLimits(factor: number): HoldLimits | null {
  if (factor === 0) return null;
  if (factor === 1) return HOLD_LIMITS;
  const { guest, user, address } = HOLD_LIMITS;
  return {
    guest: { ...times(guest, factor), pauseSeconds: 0 },
    user: { ...times(user, factor), pauseSeconds: 0 },
    address: times(address, factor),
  };
}

/** Which kind of owner a key speaks of. */
export function ownerKind(ownerKey: string): "guest" | "user" {
  return ownerKey.startsWith("user:") ? "user" : "guest";
}

/** How often the order of this owner may be extended, all in all. */
export function maxExtensions(ownerKey: string): number {
  return HOLD_EXTENSIONS[ownerKind(ownerKey)];
}

/** A hold that is asked for, beside those that its owner and its address have open. */
export type HoldRequest = {
  readonly ownerKey: string;
  readonly lines: OpenHold["lines"];
  readonly ofOwner: readonly OpenHold[];
  readonly ofAddress: readonly OpenHold[];
  readonly now: Date;
};

/** Checks a new hold against every bound. Raises `orders.hold_bound`, `orders.hold_too_soon`. */
export function requireWithinLimits(asked: HoldRequest, limits: HoldLimits): void {
  const own = limits[ownerKind(asked.ownerKey)];
  requireWithin(asked.lines, asked.ofOwner, { bounds: own, by: "owner" });
  requirePause(asked, own.pauseSeconds);
  requireWithin(asked.lines, asked.ofAddress, { bounds: limits.address, by: "address" });
}

function requireWithin(
  lines: OpenHold["lines"],
  open: readonly OpenHold[],
  { bounds, by }: { readonly bounds: HoldBounds; readonly by: HoldBoundBy },
): void {
  const refuse = (bound: HoldBound, sku?: string) => holdBound({ bound, by, limit: bounds[bound], sku });
  if (open.length + 1 > bounds.openHolds) throw refuse("openHolds");
  const held = sumBySku([...open.flatMap((hold) => hold.lines), ...lines]);
  const most = lines.find(({ sku }) => (held.get(sku) ?? 0) > bounds.piecesPerSku);
  if (most !== undefined) throw refuse("piecesPerSku", most.sku);
  if (held.size > bounds.skus) throw refuse("skus");
  if ([...held.values()].reduce((sum, pieces) => sum + pieces, 0) > bounds.pieces) throw refuse("pieces");
}

function requirePause({ ofOwner, now }: HoldRequest, pauseSeconds: number): void {
  // Processes know the database's time to some milliseconds: the last hold may lie ahead of this one's now.
  if (pauseSeconds === 0) return;
  const last = Math.max(...ofOwner.map(({ createdAt }) => createdAt.getTime()));
  const waitMs = last + pauseSeconds * 1000 - now.getTime();
  if (waitMs > 0) throw holdTooSoon(Math.ceil(waitMs / 1000));
}

function sumBySku(lines: OpenHold["lines"]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return sums;
}

function times({ openHolds, piecesPerSku, skus, pieces }: HoldBounds, factor: number): HoldBounds {
  return {
    openHolds: openHolds * factor,
    piecesPerSku: piecesPerSku * factor,
    skus: skus * factor,
    pieces: pieces * factor,
  };
}
