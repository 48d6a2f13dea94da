import { includedVatMinor, OLD_VAT_BASIS_POINTS } from "../kernel/index.ts";
import type { Order } from "./schema.ts";

/** The tax inside an order's total, at the rate that was frozen on it. */
export function orderVat(order: Pick<Order, "vat" | "totalMinor">): {
  readonly vatMinor: number;
  readonly vatBasisPoints: number;
} {
  const vatBasisPoints = order.vat?.basisPoints ?? OLD_VAT_BASIS_POINTS;
  return { vatMinor: includedVatMinor(order.totalMinor, vatBasisPoints), vatBasisPoints };
}
