import { type Document, ObjectId } from "mongodb";
import type { RecordOf } from "./records.ts";

/**
 * A document of the driver as Prisma would have read it: ids as text. Numbers of 64 bits come as plain numbers where
 * Prisma has bigints, so whoever reads them takes both. For reads that Prisma has no word for.
 */
export function recordOfRaw<Model extends "Order" | "Product" | "Stock" | "IdempotencyAnswer">(
  doc: Document,
): RecordOf<Model> {
  return withTextIds(doc) as RecordOf<Model>;
}

function withTextIds(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (value instanceof ObjectId) return value.toHexString();
  if (Array.isArray(value)) return value.map(withTextIds);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const record: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) record[name] = withTextIds(field);
  return record;
}

/** The other way: a new record as the driver writes it, with the ids that name documents as such. */
export function rawOfRecord<
  T extends { readonly _id: string; readonly productId?: string; readonly orderId?: string | null },
>({ _id, productId, orderId, ...rest }: T) {
  return {
    _id: new ObjectId(_id),
    ...rest,
    ...(productId !== undefined && { productId: new ObjectId(productId) }),
    ...(orderId != null && { orderId: new ObjectId(orderId) }),
  };
}
