import { expect, test } from "vitest";
import { insufficientStock, type OpenHold, withOwnHolds } from "../inventory/index.ts";

import { HOLD_LIMITS, type HoldRequest, requireWithinLimits, scaleHoldLimits } from "./hold-limits.ts";

const now = new Date("2026-11-24T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

let ids = 0;
function hold(lines: Record<string, number>, createdAt = ago(300)): OpenHold {
  ids += 1;
  return {
    id: `order-${ids}`,
    status: "pending",
    ownerKey: "guest:g",
    heldFrom: null,
    createdAt,
    holdExpiresAt: new Date(now.getTime() + 600_000),
    lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
  };
}
const many = (count: number, quantity: number, first = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`SKU-${first + i}`, quantity]));

function refusalOf(lines: Record<string, number>, asked: Partial<HoldRequest> = {}, limits = HOLD_LIMITS) {
  try {
    const wanted = {
      ownerKey: "guest:g",
      lines: hold(lines).lines,
      ofOwner: [],
      ofAddress: [],
      now,
      ...asked,
    };
    requireWithinLimits(wanted, limits);
    return "held";
  } catch (error) {
    const { code, details } = error as { code: string; details: { bound?: string; by?: string } };
    return details.bound === undefined ? code : `${details.by} ${details.bound}`;
  }
}

const { guest, user, address } = HOLD_LIMITS;

test("a guest holds up to each bound and no further, over all open holds together", () => {
  expect(refusalOf({ A: guest.piecesPerSku })).toBe("held");
  expect(refusalOf({ A: guest.piecesPerSku + 1 })).toBe("owner piecesPerSku");
  expect(refusalOf({ A: 2 }, { ofOwner: [hold({ A: guest.piecesPerSku - 1 })] })).toBe("owner piecesPerSku");
  expect(refusalOf({ A: 1 }, { ofOwner: [hold({ A: guest.piecesPerSku - 1 })] })).toBe("held");
  expect(refusalOf(many(guest.skus, 1))).toBe("held");
  expect(refusalOf(many(guest.skus + 1, 1))).toBe("owner skus");
  expect(refusalOf({ NEW: 1 }, { ofOwner: [hold(many(guest.skus, 1))] })).toBe("owner skus");
  expect(refusalOf(many(4, guest.pieces / 4))).toBe("held");
  expect(refusalOf({ ...many(4, guest.pieces / 4), NEW: 1 })).toBe("owner pieces");
  const open = Array.from({ length: guest.openHolds - 1 }, () => hold({ B: 1 }));
  expect(refusalOf({ A: 1 }, { ofOwner: open })).toBe("held");
  expect(refusalOf({ A: 1 }, { ofOwner: [...open, hold({ B: 1 })] })).toBe("owner openHolds");
});

test("a guest waits a minute after the last unpaid hold; somebody who signed in does not", () => {
  const last = (seconds: number) => ({ ofOwner: [hold({ B: 1 }, ago(500)), hold({ B: 1 }, ago(seconds))] });
  expect(refusalOf({ A: 1 }, last(59))).toBe("orders.hold_too_soon");
  expect(refusalOf({ A: 1 }, last(60))).toBe("held");
  expect(refusalOf({ A: 1 }, { ...last(0), ownerKey: "user:u" })).toBe("held");
});

test("somebody who signed in holds more, within bounds", () => {
  const ownerKey = "user:u";
  expect(refusalOf({ A: user.piecesPerSku }, { ownerKey })).toBe("held");
  expect(refusalOf({ A: user.piecesPerSku + 1 }, { ownerKey })).toBe("owner piecesPerSku");
  const ofOwner = Array.from({ length: user.openHolds }, () => hold({ B: 1 }, now));
  expect(refusalOf({ A: 1 }, { ownerKey, ofOwner })).toBe("owner openHolds");
});

test("an address has bounds of its own, whoever asks behind it", () => {
  const ofAddress = Array.from({ length: address.openHolds }, () => hold({ B: 1 }, now));
  for (const ownerKey of ["guest:new", "user:new"])
    expect(refusalOf({ A: 1 }, { ownerKey, ofAddress })).toBe("address openHolds");
  expect(refusalOf({ A: 1 }, { ofAddress: ofAddress.slice(1) })).toBe("held");
  expect(refusalOf({ A: 2 }, { ofAddress: [hold({ A: address.piecesPerSku - 1 })] })).toBe(
    "address piecesPerSku",
  );
});

test("whoever has no pause is never too soon, also by the clock of a process that is a little behind", () => {
  const ahead = { ofOwner: [hold({ B: 1 }, ago(-0.02))] };
  expect(refusalOf({ A: 1 }, { ownerKey: "user:u", ...ahead })).toBe("held");
  expect(refusalOf({ A: 1 }, ahead)).toBe("orders.hold_too_soon");
});

test("a factor widens every bound and takes the pause away; 0 counts nothing", () => {
  const wide = scaleHoldLimits(3);
  if (wide === null) throw new Error("no limits");
  expect(refusalOf({ A: guest.piecesPerSku * 3 }, {}, wide)).toBe("held");
  expect(refusalOf({ A: guest.piecesPerSku * 3 + 1 }, {}, wide)).toBe("owner piecesPerSku");
  expect(refusalOf({ A: 1 }, { ofOwner: [hold({ B: 1 }, now)] }, wide)).toBe("held");
  expect(wide.address.openHolds).toBe(address.openHolds * 3);
  expect(scaleHoldLimits(0)).toBeNull();
});

test("a refusal for want of stock names the buyer's own holds of what fell short, and nothing else", () => {
  const own = [hold({ A: 1, B: 2 }), hold({ C: 1 })];
  const told = withOwnHolds(insufficientStock({ A: 0 }), own);
  expect(told).toMatchObject({
    code: "inventory.insufficient_stock",
    details: { available: { A: 0 }, yours: [{ orderId: own[0]?.id, sku: "A", quantity: 1 }] },
  });
  const others = insufficientStock({ D: 0 });
  expect(withOwnHolds(others, own)).toBe(others);
  const fault = new Error("a fault");
  expect(withOwnHolds(fault, own)).toBe(fault);
});
