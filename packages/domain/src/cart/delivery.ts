import { formatMoney } from "../kernel/index.ts";

/** Standard delivery to the door, in minor units; free from `FREE_DELIVERY_FROM_MINOR` of goods. */
const STANDARD_DELIVERY_MINOR = 490;
const FREE_DELIVERY_FROM_MINOR = 6000;
/** Tomorrow before noon; never free. */
const EXPRESS_DELIVERY_MINOR = 990;

/** "none" is an order without an address. */
export type DeliveryMethod = "none" | "standard" | "express";

/** What delivery of goods of this worth costs, in minor units. */
export function deliveryMinor(method: DeliveryMethod, goodsMinor: number): number {
  if (method === "none" || goodsMinor === 0) return 0;
  if (method === "express") return EXPRESS_DELIVERY_MINOR;
  return goodsMinor >= FREE_DELIVERY_FROM_MINOR ? 0 : STANDARD_DELIVERY_MINOR;
}

/** The price of standard delivery for people: "€4.90, free from €60". */
export function standardDeliveryText(): string {
  const freeFrom = formatMoney(FREE_DELIVERY_FROM_MINOR).replace(/\.00$/, "");
  return `${formatMoney(STANDARD_DELIVERY_MINOR)}, free from ${freeFrom}`;
}
