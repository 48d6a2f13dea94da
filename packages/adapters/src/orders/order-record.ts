import { invariant } from "@scarlet/domain/kernel";
import { type Order, orderSchema, orderSearchTokens } from "@scarlet/domain/orders";
import { fromChoices, toChoices } from "../catalog/index.ts";
import type { HoldRecords } from "../inventory/index.ts";
import type { NewRecordOf, RecordOf } from "../mongo/index.ts";

/** How orders are written and read. Amounts of orders are 64 bit wide: a hundred dear lines pass 32. */
export const orderRecords: HoldRecords<Order> = { toRecord, fromRecord };

function toRecord({ id, ...order }: Order): NewRecordOf<"Order"> {
  const { payment, settlement } = order;
  return {
    ...order,
    _id: id,
    lines: order.lines.map((line) => ({ ...line, options: toChoices(line.options) })),
    goodsMinor: BigInt(order.goodsMinor),
    deliveryMinor: BigInt(order.deliveryMinor),
    totalMinor: BigInt(order.totalMinor),
    payment: payment && {
      ...payment,
      amountMinor: BigInt(payment.amountMinor),
      refundedMinor: BigInt(payment.refundedMinor),
    },
    settlement: settlement && { ...settlement, amountMinor: BigInt(settlement.amountMinor) },
    unsettledSince: settlement?.at ?? null,
    // A changed order starts with fresh attempt counts: earlier failures say nothing about it.
    settleTries: null,
    mailAfter: null,
    mailTries: null,
    mailsStuck: [],
    productIds: [...new Set(order.lines.map(({ productId }) => productId))],
    tokens: orderSearchTokens(order),
  };
}

function fromRecord(record: RecordOf<"Order">): Order {
  const { _id, productIds: _, tokens: __, unsettledSince: ___, ...order } = record;
  const parsed = orderSchema.safeParse({
    ...order,
    id: _id,
    // Orders written before these fields existed lack them.
    mailsDue: order.mailsDue ?? [],
    heldFrom: order.heldFrom ?? null,
    vat: order.vat ?? null,
    lines: order.lines.map((line) => ({
      ...line,
      options: fromChoices(line.options),
      cancelled: line.cancelled ?? 0,
      returned: line.returned ?? 0,
    })),
    goodsMinor: Number(order.goodsMinor),
    deliveryMinor: Number(order.deliveryMinor),
    totalMinor: Number(order.totalMinor),
    payment: order.payment && {
      ...order.payment,
      amountMinor: Number(order.payment.amountMinor),
      refundedMinor: Number(order.payment.refundedMinor),
    },
    settlement: order.settlement && {
      ...order.settlement,
      amountMinor: Number(order.settlement.amountMinor),
      state: order.settlement.state ?? "begun",
    },
  });
  invariant(parsed.success, `order ${_id} is not as orders are: ${parsed.error?.message}`);
  return parsed.data;
}
