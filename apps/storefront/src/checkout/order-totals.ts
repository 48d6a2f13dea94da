import { deliveryMinor } from "@scarlet/domain/cart";
import { type Country, includedVatMinor, vatOf } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import type { Delivery } from "./form-rules.ts";

/** What the order comes to with a delivery and a country that are chosen but not written down yet. */
export function orderTotalsWith(
  { goodsMinor }: Pick<OrderView, "goodsMinor">,
  { delivery, country }: { readonly delivery: Delivery; readonly country: Country },
) {
  const sent = deliveryMinor(delivery, goodsMinor);
  const totalMinor = goodsMinor + sent;
  const { basisPoints: vatBasisPoints } = vatOf(country);
  return {
    deliveryMinor: sent,
    totalMinor,
    vatMinor: includedVatMinor(totalMinor, vatBasisPoints),
    vatBasisPoints,
  };
}
