import type { OrderView } from "@scarlet/domain/orders";
import { guest, staff } from "@scarlet/testing/builders";
import { beforeEach, describe, expect, test } from "vitest";
import { described, marta, openHeldOrder } from "../../../test/held-order-fixture.ts";
import type { Shop } from "../../../test/memory-shop.ts";
import { describeOrder, extendHold, fulfilOrder } from "../index.ts";

const code = (word: string) => expect.objectContaining({ code: word });
let held: Awaited<ReturnType<typeof openHeldOrder>>;
let shop: Shop;
let order: OrderView;

beforeEach(async () => {
  held = await openHeldOrder();
  ({ shop, order } = held);
});

describe("extending, sending, describing", () => {
  test("an extension adds the same again, ten times at most, the owner's or an admin's", async () => {
    const start = order.holdExpiresAt.getTime();
    for (let i = 1; i <= 10; i++) {
      const who = i % 2 === 0 ? marta : staff("admin");
      const extended = await extendHold(shop.as(who), { id: order.id }, `e${i}`);
      expect(extended.holdExpiresAt.getTime()).toBe(start + i * 900_000);
    }
    await expect(extendHold(shop.as(marta), { id: order.id }, "e11")).rejects.toEqual(
      code("orders.hold_limit"),
    );
    expect((await extendHold(shop.as(marta), { id: order.id }, "e10")).holdExtensionsLeft).toBe(0);
    await expect(extendHold(shop.as(staff("support")), { id: order.id }, "e")).rejects.toEqual(
      code("accounts.forbidden"),
    );
    await expect(extendHold(shop.as(marta), { id: order.id }, undefined)).rejects.toEqual(
      code("idempotency.key_required"),
    );
  });

  test("the same extension sent twice counts once; after its end a hold cannot be extended", async () => {
    const [a, b] = await Promise.all([1, 2].map(() => extendHold(shop.as(marta), { id: order.id }, "e1")));
    expect(a).toEqual(b);
    shop.db.clock.advance(1_800_000);
    await expect(extendHold(shop.as(marta), { id: order.id }, "e2")).rejects.toEqual(
      code("orders.hold_expired"),
    );
  });

  test("only paid orders are sent, by staff only", async () => {
    await expect(fulfilOrder(shop.as(staff("inventory")), { id: order.id })).rejects.toEqual(
      code("orders.state_conflict"),
    );
    await expect(fulfilOrder(shop.as(marta), { id: order.id })).rejects.toEqual(code("accounts.forbidden"));
    await expect(fulfilOrder(shop.as(staff("admin")), { id: "f".repeat(24) })).rejects.toEqual(
      code("orders.not_found"),
    );
  });

  test("an address is taken while the hold lasts, from the owner", async () => {
    const input = { id: order.id, ...described };
    expect(await describeOrder(shop.as(marta), input)).toMatchObject({
      deliveryMinor: 490,
      totalMinor: 5290,
      address: described.address,
    });
    await expect(describeOrder(shop.as(guest()), input)).rejects.toEqual(code("orders.not_found"));
    shop.db.clock.advance(900_000);
    await expect(describeOrder(shop.as(marta), input)).rejects.toEqual(code("orders.hold_expired"));
  });
});
