import { stockLevel } from "@scarlet/domain/catalog";
import {
  MOVEMENT_KINDS,
  type Movement,
  type MovementKind,
  type MovementView,
  type StockRow,
} from "@scarlet/domain/inventory";
import { actorRefSchema, invariant, searchTokens } from "@scarlet/domain/kernel";
import { type NewRecordOf, newId, type RecordOf } from "../mongo/index.ts";

export function toStockRecord(row: StockRow, title: string): NewRecordOf<"Stock"> {
  return { ...row, ...viewsOf(row), _id: newId(), tokens: stockTokens(row.sku, title) };
}

export function fromStockRecord(record: RecordOf<"Stock">): StockRow {
  const { sku, productId, onHand, reserved, available, version, lowStockAt } = record;
  return { sku, productId, onHand, reserved, available, version, lowStockAt };
}

/** The fields that the staff's views ask for; they follow from the figures and are written with them. */
export function viewsOf(row: Pick<StockRow, "available" | "lowStockAt" | "reserved">) {
  return { level: stockLevel(row.available, row.lowStockAt), held: row.reserved > 0 };
}

/** What the staff's search finds a SKU by: its code, the parts of its code, the words of its title. */
export function stockTokens(sku: string, title: string): string[] {
  return [...new Set([sku.toLowerCase(), ...searchTokens(sku), ...searchTokens(title)])];
}

export function toMovementRecord({ orderId, ...movement }: Movement): NewRecordOf<"StockMovement"> {
  // Left out instead of null, although the type wants it: Prisma makes a new id of an id that is null.
  return { ...movement, _id: newId(), ...(orderId !== null && { orderId }) } as NewRecordOf<"StockMovement">;
}

/** A movement without what only the store needs, and without its order's number. */
export function fromMovementRecord(record: RecordOf<"StockMovement">): Omit<MovementView, "orderNumber"> {
  const { _id, productId: _, causeKey: __, kind, actor, orderId, ...view } = record;
  return { ...view, orderId: orderId ?? null, kind: movementKind(kind), actor: actorRefSchema.parse(actor) };
}

function movementKind(kind: string): MovementKind {
  const known = MOVEMENT_KINDS.find((each) => each === kind);
  invariant(known, `the ledger has a movement of unknown kind ${kind}`);
  return known;
}
