import { formatRate } from "@scarlet/domain/kernel";
import type { TotalsRow } from "@scarlet/ui/order/totals";
import { totalsCopy } from "../copy/totals.ts";

type Amounts = {
  readonly goodsMinor: number;
  /** Undefined: not chosen yet. */
  readonly deliveryMinor: number | undefined;
  readonly vatMinor: number;
  /** The rate that the tax is of; 2100 are 21 %. */
  readonly vatBasisPoints: number;
  readonly totalMinor: number;
};

/** What a cart or an order comes to, row by row. */
export function totalsRows(amounts: Amounts): TotalsRow[] {
  const { goodsMinor, deliveryMinor, vatMinor, vatBasisPoints, totalMinor } = amounts;
  const delivery = deliveryMinor === 0 ? totalsCopy.free : deliveryMinor;
  return [
    { name: totalsCopy.goods, amount: goodsMinor },
    ...(delivery === undefined ? [] : [{ name: totalsCopy.delivery, amount: delivery }]),
    { name: totalsCopy.vat(formatRate(vatBasisPoints)), amount: vatMinor, kind: "part" },
    { name: totalsCopy.total, amount: totalMinor, kind: "total" },
  ];
}
