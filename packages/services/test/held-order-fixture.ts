import { buildProduct, user } from "@scarlet/testing/builders";
import { APPROVED_CARD, type Pause, stockUp } from "@scarlet/testing/memory";
import { payOrder, placeOrder } from "../src/orders/index.ts";
import { openShop, type Shop } from "./memory-shop.ts";

export const marta = user("marta");
export const mug = buildProduct("mug", { "MUG-1": 2400 });
export const described = {
  email: "marta@example.com",
  delivery: "standard",
  address: {
    firstName: "Marta",
    lastName: "Lindqvist",
    street: "Zandstraat 4",
    postcode: "9000",
    town: "Gent",
    country: "BE",
  },
} as const;

/** A shop with three mugs, two of them held for Marta. */
export async function openHeldOrder() {
  const shop = openShop();
  stockUp(shop.db, mug, 3);
  const order = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 2 }, "place");
  return {
    shop,
    order,
    /** A second process on the same shop, with its own pauses. */
    beside: (pause: Pause) => openShop({ db: shop.db, gateway: shop.gateway, pause }),
    stored: () => shop.db.orders.get(order.id),
    pay: (from: Shop, key: string, number: string = APPROVED_CARD) =>
      payOrder(from.as(marta), { id: order.id, card: { number } }, key),
  };
}

/** Dies once at a step; with `after`, only once that step was passed. */
export function crashAt(step: string, after?: string): Pause {
  let [dead, armed] = [false, after === undefined];
  return (at) => {
    armed ||= at === after;
    if (!armed || dead || at !== step) return;
    dead = true;
    throw new Error("killed");
  };
}
