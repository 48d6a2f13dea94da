import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { buildProduct, guest, staff, user } from "@scarlet/testing/builders";
import { checkStockInvariants, stockUp } from "@scarlet/testing/memory";
import { beforeEach, describe, expect, test } from "vitest";
import { openShop, rowOf, type Shop } from "../../../test/memory-shop.ts";
import { addToCart, getCart } from "../../cart/index.ts";
import { checkOut, expireHolds, getOrder, listMyOrders, listOrders, placeOrder } from "../index.ts";

const mug = buildProduct("mug", { "MUG-1": 2400, "MUG-2": 2600 });
const lamp = buildProduct("lamp", { LAMP: 16800 });
const draft = buildProduct("draft", ["DRAFT"], { status: "draft" });
const marta = user("marta");
let shop: Shop;
const code = (word: string) => expect.objectContaining({ code: word });

beforeEach(() => {
  shop = openShop();
  stockUp(shop.db, mug, { "MUG-1": 2, "MUG-2": 5 });
  stockUp(shop.db, lamp, 1);
  stockUp(shop.db, draft, 9);
});

describe("placing", () => {
  test("holds the first SKU that alone has enough, at the catalog's price, without delivery", async () => {
    const order = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 3 }, "k1");
    expect(order).toMatchObject({
      status: "pending",
      number: expect.stringMatching(/^SC-\d+$/),
      lines: [{ sku: "MUG-2", quantity: 3, unitPriceMinor: 2600, title: mug.title }],
      deliveryMinor: 0,
      totalMinor: 7800,
      currency: "EUR",
      email: "marta@example.com",
      may: { pay: true, cancel: true, extend: true, fulfil: false },
    });
    expect(order.holdExpiresAt.getTime()).toBe(shop.db.clock.read().getTime() + 900_000);
    expect(rowOf(shop, "MUG-2")).toMatchObject({ onHand: 5, reserved: 3, available: 2 });
    expect(shop.db.movements.at(-1)).toMatchObject({
      kind: "reserve",
      orderId: order.id,
      actor: { kind: "user", id: "marta" },
    });
  });

  test("where no single SKU has enough it tells what is left of each", async () => {
    const placed = placeOrder(shop.as(marta), { productId: mug.id, quantity: 6 }, "k1");
    await expect(placed).rejects.toMatchObject({
      code: "inventory.insufficient_stock",
      kind: "conflict",
      details: { available: { "MUG-1": 2, "MUG-2": 5 } },
    });
  });

  test("sums two lines of one SKU, and takes all lines or none", async () => {
    const items = [
      { sku: "MUG-1", quantity: 1 },
      { sku: "LAMP", quantity: 1 },
      { sku: "MUG-1", quantity: 1 },
    ];
    const order = await placeOrder(shop.as(marta), { items }, "k1");
    expect(order.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ["MUG-1", 2],
      ["LAMP", 1],
    ]);
    const refused = placeOrder(
      shop.as(marta),
      {
        items: [
          { sku: "MUG-2", quantity: 1 },
          { sku: "LAMP", quantity: 1 },
        ],
      },
      "k2",
    );
    await expect(refused).rejects.toMatchObject({ details: { available: { LAMP: 0 } } });
    expect(rowOf(shop, "MUG-2").reserved).toBe(0);
    expect(checkStockInvariants(shop.db)).toEqual([]);
  });

  test("refuses unknown and unpublished things, a missing key and nobody in particular, and changes nothing", async () => {
    const one = (sku: string) => ({ items: [{ sku, quantity: 1 }] });
    const notFound = code("catalog.product_not_found");
    await expect(placeOrder(shop.as(marta), one("NOTHING"), "k1")).rejects.toEqual(notFound);
    await expect(placeOrder(shop.as(marta), one("DRAFT"), "k1")).rejects.toEqual(notFound);
    const byId = (productId: string) => placeOrder(shop.as(marta), { productId, quantity: 1 }, "k1");
    await expect(byId("f".repeat(24))).rejects.toEqual(notFound);
    await expect(byId(draft.id)).rejects.toEqual(notFound);
    await expect(placeOrder(shop.as(marta), one("LAMP"), undefined)).rejects.toEqual(
      code("idempotency.key_required"),
    );
    for (const actor of [{ kind: "anonymous" }, SYSTEM_ACTOR] as const) {
      await expect(placeOrder(shop.as(actor), one("LAMP"), "k1")).rejects.toEqual(
        code("accounts.unauthenticated"),
      );
    }
    expect(shop.db.orders.size).toBe(0);
    expect(shop.db.movements).toHaveLength(4);
  });

  test("meeting an ended hold on its SKU, it writes that release first", async () => {
    const first = await placeOrder(shop.as(marta), { productId: lamp.id, quantity: 1 }, "k1");
    shop.db.clock.advance(900_000);
    await placeOrder(shop.as(user("joris")), { productId: lamp.id, quantity: 1 }, "k1");
    expect(await getOrder(shop.as(marta), { id: first.id })).toMatchObject({ status: "expired" });
    const ledger = shop.db.movements.filter(({ sku }) => sku === "LAMP");
    expect(ledger.map(({ kind, actor }) => [kind, actor.kind])).toEqual([
      ["receive", "system"],
      ["reserve", "user"],
      ["release", "system"],
      ["reserve", "user"],
    ]);
    expect(shop.db.orders.get(first.id)?.status).toBe("expired");
    expect(await expireHolds(shop.as(SYSTEM_ACTOR))).toBe(0);
    expect(checkStockInvariants(shop.db)).toEqual([]);
  });
});

describe("one intent, one effect", () => {
  const input = { items: [{ sku: "MUG-1", quantity: 1 }] };

  test("the same key and body get the same answer, also much later and when all is sold", async () => {
    const first = await placeOrder(shop.as(marta), input, "k1");
    await placeOrder(shop.as(marta), input, "k2");
    shop.db.clock.advance(60_000);
    expect(await placeOrder(shop.as(marta), input, "k1")).toEqual(first);
    expect(shop.db.orders.size).toBe(2);
  });

  test("the same key with another body is refused; another person's same key is another intent", async () => {
    await placeOrder(shop.as(marta), input, "k1");
    const reused = placeOrder(shop.as(marta), { items: [{ sku: "MUG-1", quantity: 2 }] }, "k1");
    await expect(reused).rejects.toMatchObject({ code: "idempotency.key_reused", kind: "unprocessable" });
    await placeOrder(shop.as(user("joris")), input, "k1");
    expect(shop.db.orders.size).toBe(2);
  });

  test("the order of an input's fields does not make it another body", async () => {
    const first = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "k1");
    expect(await placeOrder(shop.as(marta), { quantity: 1, productId: mug.id }, "k1")).toEqual(first);
  });

  test("twins at the same instant, on two processes, make one order and hear the same", async () => {
    const other = openShop({ db: shop.db, gateway: shop.gateway });
    const answers = await Promise.all(
      [shop, other, shop, other].map((each) => placeOrder(each.as(marta), input, "k1")),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers[3]).toEqual(answers[0]);
    expect(shop.db.orders.size).toBe(1);
    expect(rowOf(shop, "MUG-1").reserved).toBe(1);
  });

  test("a refusal is not kept: the same key may be tried again and succeed", async () => {
    const three = { items: [{ sku: "LAMP", quantity: 1 }] };
    const held = await placeOrder(shop.as(user("joris")), three, "j1");
    await expect(placeOrder(shop.as(marta), three, "k1")).rejects.toEqual(
      code("inventory.insufficient_stock"),
    );
    shop.db.clock.advance(900_000);
    expect((await placeOrder(shop.as(marta), three, "k1")).id).not.toBe(held.id);
  });
});

describe("checking out", () => {
  test("holds the lines and takes them out of the cart; the rest of the cart stays", async () => {
    const ctx = shop.as(guest());
    await addToCart(ctx, { sku: "MUG-1", quantity: 2 });
    await addToCart(ctx, { sku: "LAMP", quantity: 1 });
    const order = await checkOut(ctx, { items: [{ sku: "MUG-1", quantity: 2 }] });
    expect(order).toMatchObject({ status: "pending", totalMinor: 4800, email: null });
    expect((await getCart(ctx)).lines.map(({ sku }) => sku)).toEqual(["LAMP"]);
  });

  test("a refusal tells what is left, holds nothing and leaves the cart", async () => {
    const ctx = shop.as(guest());
    await addToCart(ctx, { sku: "LAMP", quantity: 1 });
    await placeOrder(shop.as(marta), { productId: lamp.id, quantity: 1 }, "k1");
    const refused = checkOut(ctx, { items: [{ sku: "LAMP", quantity: 1 }] });
    await expect(refused).rejects.toMatchObject({
      code: "inventory.insufficient_stock",
      message: "Out of stock.",
      details: { available: { LAMP: 0 } },
    });
    expect((await getCart(ctx)).lines).toHaveLength(1);
    expect(shop.db.orders.size).toBe(1);
  });

  test("a crash between hold and cart is mended by the retry", async () => {
    let crash = true;
    const weak = openShop({
      db: shop.db,
      pause(step) {
        if (step === "cart: begin" && crash) throw new Error("killed");
      },
    });
    await addToCart(shop.as(guest()), { sku: "LAMP", quantity: 1 });
    const items = [{ sku: "LAMP", quantity: 1 }];
    await expect(checkOut(weak.as(guest()), { items })).rejects.toThrow("killed");
    crash = false;
    const order = await checkOut(weak.as(guest()), { items });
    expect(shop.db.orders.size).toBe(1);
    expect(order.lines).toHaveLength(1);
    expect((await getCart(shop.as(guest()))).lines).toEqual([]);
  });
});

describe("reading", () => {
  test("a foreign order sounds like none; staff read all; nobody must sign in first", async () => {
    const order = await placeOrder(shop.as(guest("g1")), { productId: lamp.id, quantity: 1 }, "k1");
    expect((await getOrder(shop.as(guest("g1")), { id: order.id })).id).toBe(order.id);
    for (const stranger of [guest("g2"), marta]) {
      await expect(getOrder(shop.as(stranger), { id: order.id })).rejects.toEqual(code("orders.not_found"));
    }
    await expect(getOrder(shop.as(marta), { id: "f".repeat(24) })).rejects.toEqual(code("orders.not_found"));
    await expect(getOrder(shop.as({ kind: "anonymous" }), { id: order.id })).rejects.toEqual(
      code("accounts.unauthenticated"),
    );
    const seen = await getOrder(shop.as(staff("inventory")), { id: order.id });
    expect(seen.may).toEqual({ pay: false, cancel: false, extend: false, fulfil: false, takeBack: false });
    expect((await getOrder(shop.as(staff("admin")), { id: order.id })).may).toMatchObject({
      pay: true,
      cancel: true,
    });
  });

  test("lists: mine are mine, all are for staff, an ended hold reads expired", async () => {
    await placeOrder(shop.as(marta), { productId: lamp.id, quantity: 1 }, "k1");
    await placeOrder(shop.as(guest()), { productId: mug.id, quantity: 1 }, "k1");
    shop.db.clock.advance(900_000);
    const mine = await listMyOrders(shop.as(marta), { limit: 24 });
    expect(mine.items.map(({ status, lines }) => [status, lines[0]?.sku])).toEqual([["expired", "LAMP"]]);
    expect((await listOrders(shop.as(staff("support")), { limit: 24 })).items).toHaveLength(2);
    await expect(listOrders(shop.as(marta), { limit: 24 })).rejects.toEqual(code("accounts.forbidden"));
    await expect(listOrders(shop.as(guest()), { limit: 24 })).rejects.toEqual(
      code("accounts.unauthenticated"),
    );
    await expect(listMyOrders(shop.as({ kind: "anonymous" }), { limit: 24 })).rejects.toEqual(
      code("accounts.unauthenticated"),
    );
  });
});
