import { deliveryMinor } from "@scarlet/domain/cart";
import { includedVatMinor } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import type { Delivery } from "./form-rules.ts";

/** What the order comes to with a delivery that is chosen but not written down yet. */
export function sumsWith({ goodsMinor }: Pick<OrderView, "goodsMinor">, delivery: Delivery) {
  const sent = deliveryMinor(delivery, goodsMinor);
  const totalMinor = goodsMinor + sent;
  return { deliveryMinor: sent, totalMinor, vatMinor: includedVatMinor(totalMinor) };
}
