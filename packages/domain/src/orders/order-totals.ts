import { type DeliveryMethod, deliveryMinor } from "../cart/index.ts";
import { type Country, includedVatMinor, OLD_VAT_BASIS_POINTS, vatOf } from "../kernel/index.ts";
import type { Order } from "./schema.ts";

/** The tax inside an order's total, at the rate that was frozen on it. */
export function orderVat(order: Pick<Order, "vat" | "totalMinor">): {
  readonly vatMinor: number;
  readonly vatBasisPoints: number;
} {
  const vatBasisPoints = order.vat?.basisPoints ?? OLD_VAT_BASIS_POINTS;
  return { vatMinor: includedVatMinor(order.totalMinor, vatBasisPoints), vatBasisPoints };
}

/** What an order comes to with a delivery and a country. Amounts are minor units of the order's currency. */
export function orderTotals(
  { goodsMinor }: Pick<Order, "goodsMinor">,
  { delivery, country }: { readonly delivery: DeliveryMethod; readonly country: Country },
) {
  const deliveryCostMinor = deliveryMinor(delivery, goodsMinor);
  const totalMinor = goodsMinor + deliveryCostMinor;
  const { basisPoints: vatBasisPoints } = vatOf(country);
  const vatMinor = includedVatMinor(totalMinor, vatBasisPoints);
  return { deliveryMinor: deliveryCostMinor, totalMinor, vatMinor, vatBasisPoints };
}
