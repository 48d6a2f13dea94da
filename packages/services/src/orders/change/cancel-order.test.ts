import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { guest, staff } from "@scarlet/testing/builders";
import { checkStockInvariants } from "@scarlet/testing/memory";
import { beforeEach, describe, expect, test } from "vitest";
import { crashAt, marta, mug, openHeldOrder } from "../../../test/held-order-fixture.ts";
import { rowOf, type Shop } from "../../../test/memory-shop.ts";
import { cancelOrder, fulfilOrder, getOrder, payOrder, placeOrder, settlePayments } from "../index.ts";

const code = (word: string) => expect.objectContaining({ code: word });
let held: Awaited<ReturnType<typeof openHeldOrder>>;
let shop: Shop;
let order: OrderView;

beforeEach(async () => {
  held = await openHeldOrder();
  ({ shop, order } = held);
});

describe("cancelling", () => {
  const cancel = (from: Shop, key: string) =>
    cancelOrder(from.as(marta), { id: order.id, note: "Too many." }, key);

  test("a held order frees its things; nothing was charged", async () => {
    const cancelled = await cancel(shop, "c1");
    expect(cancelled).toMatchObject({ status: "cancelled", payment: null });
    expect(cancelled.timeline.at(-1)).toMatchObject({ event: "cancelled", note: "Too many." });
    expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 3, reserved: 0, available: 3 });
    expect(await cancel(shop, "c1")).toEqual(cancelled);
    await expect(cancel(shop, "c2")).rejects.toEqual(code("orders.state_conflict"));
  });

  test("a paid order puts its things back and its money goes back once", async () => {
    await held.pay(shop, "k1");
    const cancelled = await cancel(shop, "c1");
    expect(cancelled).toMatchObject({ status: "cancelled", payment: { refundedMinor: 4800 } });
    expect(await cancel(shop, "c1")).toEqual(cancelled);
    expect(await getOrder(shop.as(marta), { id: order.id })).toEqual(cancelled);
    expect(shop.gateway.kept(order.id)).toBe(0);
    expect(shop.gateway.refunds.size).toBe(1);
    expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 3, reserved: 0 });
    expect(shop.db.movements.map(({ kind }) => kind)).toEqual(["receive", "reserve", "sale", "return"]);
    expect(checkStockInvariants(shop.db)).toEqual([]);
  });

  const steps = ["stock: committed", "orders: find", "orders: replace", "orders: replaced"];
  const menders = ["the retry", "the housekeeper"];
  const crashes = steps.flatMap((step) => menders.map((mender) => ({ step, mender })));

  test.each(crashes)(
    "a crash at '$step' after the commit: $mender sends the money back",
    async ({ step, mender }) => {
      await held.pay(shop, "k1");
      const weak = held.beside(crashAt(step, "stock: committed"));
      await cancel(weak, "c1").catch(() => "killed");
      expect(held.stored()?.status).toBe("cancelled");
      shop.db.clock.advance(61_000);
      if (mender === "the retry") await cancel(shop, "c1");
      else await settlePayments(shop.as(SYSTEM_ACTOR));
      expect(shop.gateway.kept(order.id)).toBe(0);
      expect(shop.gateway.refunds.size).toBe(1);
      expect(held.stored()).toMatchObject({ settlement: null, payment: { refundedMinor: 4800 } });
    },
  );

  test("support cancels others' orders, inventory may not, strangers hear of no order, what is sent stays sent", async () => {
    await expect(cancelOrder(shop.as(staff("inventory")), { id: order.id }, "c")).rejects.toEqual(
      code("accounts.forbidden"),
    );
    await expect(cancelOrder(shop.as(guest()), { id: order.id }, "c")).rejects.toEqual(
      code("orders.not_found"),
    );
    await expect(cancelOrder(shop.as(marta), { id: order.id }, undefined)).rejects.toEqual(
      code("idempotency.key_required"),
    );
    await held.pay(shop, "k1");
    const sent = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "place-2");
    await payOrder(shop.as(staff("admin")), { id: sent.id }, "k2");
    expect((await fulfilOrder(shop.as(staff("support")), { id: sent.id })).status).toBe("fulfilled");
    await expect(cancelOrder(shop.as(marta), { id: sent.id }, "c")).rejects.toEqual(
      code("orders.state_conflict"),
    );
    const cancelled = await cancelOrder(shop.as(staff("support")), { id: order.id }, "c");
    expect(cancelled.timeline.find(({ event }) => event === "cancelled")?.actor.name).toBe("support-person");
  });
});
