import { buildProduct, guest, user } from "@scarlet/testing/builders";
import { checkStockInvariants, stockUp } from "@scarlet/testing/memory";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openShop, rowOf, type Shop } from "../../../test/memory-shop.ts";
import { addToCart, changeQuantity, getCart, mergeCarts, removeLine } from "../../cart/index.ts";
import { cancelOrder, checkOut, claimGuestOrders, holdAgain, listHeld, placeOrder } from "../index.ts";

const mug = buildProduct("mug", { "MUG-1": 2400, "MUG-2": 2600 });
const lamp = buildProduct("lamp", ["LAMP"]);
const marta = user("marta");
const code = (word: string) => expect.objectContaining({ code: word });
let shop: Shop;

beforeEach(() => {
  shop = openShop();
  stockUp(shop.db, mug, 10);
  stockUp(shop.db, lamp, 1);
});

afterEach(() => {
  expect(checkStockInvariants(shop.db)).toEqual([]);
});

/** A window: it shows the cart as it was when it was opened, and its button holds what it shows. */
async function openWindow(ctx = shop.as(guest())) {
  const { state: cart, lines } = await getCart(ctx);
  const items = lines.map(({ sku, quantity }) => ({ sku, quantity }));
  return { hold: (of: Shop = shop) => checkOut(of.as(ctx.actor), { cart, items }) };
}

describe("one cart in several windows", () => {
  test("each window after the first is led to the first hold: one order, reserved once", async () => {
    await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 2 });
    const windows = await Promise.all([openWindow(), openWindow(), openWindow()]);
    const first = await windows[0]?.hold();
    for (const window of windows) expect((await window.hold()).id).toBe(first?.id);
    expect(shop.db.orders.size).toBe(1);
    expect(rowOf(shop, "MUG-1").reserved).toBe(2);
  });

  test("also at the same instant, through two processes", async () => {
    const other = openShop({ db: shop.db, gateway: shop.gateway });
    await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 2 });
    const windows = await Promise.all([openWindow(), openWindow()]);
    const orders = await Promise.all(
      windows.flatMap((window) => [shop, other, shop, other].map((process) => window.hold(process))),
    );
    expect(new Set(orders.map(({ id }) => id)).size).toBe(1);
    expect(rowOf(shop, "MUG-1").reserved).toBe(2);
  });

  test("the second window hears what became of the first hold, not what it was", async () => {
    await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 1 });
    const [first, second] = [await openWindow(), await openWindow()];
    const { id } = await first.hold();
    await cancelOrder(shop.as(guest()), { id }, "c1");
    expect(await second.hold()).toMatchObject({ id, status: "cancelled" });
  });

  test.each([
    ["another window added to it", () => addToCart(shop.as(guest()), { sku: "MUG-2", quantity: 1 })],
    ["another window changed it", () => changeQuantity(shop.as(guest()), { sku: "MUG-1", quantity: 3 })],
    ["another window emptied it", () => removeLine(shop.as(guest()), { sku: "MUG-1" })],
  ])("a cart that is no longer what the window shows is not held: %s", async (_, change) => {
    await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 2 });
    const window = await openWindow();
    await change();
    const before = (await getCart(shop.as(guest()))).lines;
    await expect(window.hold()).rejects.toEqual(code("cart.changed"));
    expect(shop.db.orders.size).toBe(0);
    expect((await getCart(shop.as(guest()))).lines).toEqual(before);
  });

  test("a window from before signing in holds nothing of the person's", async () => {
    await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 2 });
    const window = await openWindow();
    await mergeCarts(shop.as(marta), { guestId: "g1" });
    const { state: cart } = await getCart(shop.as(guest()));
    const items = [{ sku: "MUG-1", quantity: 2 }];
    await expect(checkOut(shop.as(marta), { cart, items })).rejects.toEqual(code("cart.changed"));
    await expect(window.hold()).rejects.toEqual(code("cart.changed"));
  });

  test("a caller that names things and no state: what the cart no longer has is not held again", async () => {
    const items = [{ sku: "MUG-1", quantity: 2 }];
    await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 2 });
    const first = await checkOut(shop.as(guest()), { items });
    expect((await checkOut(shop.as(guest()), { items })).id).toBe(first.id);
    await expect(checkOut(shop.as(guest()), { items: [{ sku: "MUG-1", quantity: 1 }] })).rejects.toEqual(
      code("cart.changed"),
    );
    await cancelOrder(shop.as(guest()), { id: first.id }, "c1");
    await expect(checkOut(shop.as(guest()), { items })).rejects.toEqual(code("cart.changed"));
    expect(shop.db.orders.size).toBe(1);
  });

  test("the same things put in once more are held once more", async () => {
    for (const expected of [1, 2]) {
      await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 1 });
      await (await openWindow()).hold();
      expect(shop.db.orders.size).toBe(expected);
    }
  });
});

describe("holding again", () => {
  const both = {
    items: [
      { sku: "MUG-1", quantity: 3 },
      { sku: "LAMP", quantity: 1 },
    ],
  };
  const endedHold = async () => {
    const order = await placeOrder(shop.as(guest()), both, "k1");
    shop.db.clock.advance(900_000);
    return order;
  };

  test("takes what is left, piece by piece, and the rest is told", async () => {
    const ended = await endedHold();
    const others = {
      items: [
        { sku: "MUG-1", quantity: 8 },
        { sku: "LAMP", quantity: 1 },
      ],
    };
    await placeOrder(shop.as(marta), others, "k1");
    const again = await holdAgain(shop.as(guest()), { id: ended.id });
    expect(again.id).not.toBe(ended.id);
    expect(again.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([["MUG-1", 2]]);
  });

  test("nothing left: it is said and nothing is held", async () => {
    const ended = await endedHold();
    const all = {
      items: [
        { sku: "MUG-1", quantity: 10 },
        { sku: "LAMP", quantity: 1 },
      ],
    };
    await placeOrder(shop.as(marta), all, "k1");
    await expect(holdAgain(shop.as(guest()), { id: ended.id })).rejects.toEqual(
      code("inventory.insufficient_stock"),
    );
  });

  test("in several windows it is one new order; one that has not ended is answered as it is", async () => {
    const ended = await endedHold();
    const again = () => holdAgain(shop.as(guest()), { id: ended.id });
    const ids = (await Promise.all([again(), again(), again()])).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    expect((await holdAgain(shop.as(guest()), { id: ids[0] ?? "" })).id).toBe(ids[0]);
    expect(shop.db.orders.size).toBe(2);
  });

  test("nobody holds a stranger's order again, staff neither", async () => {
    const ended = await endedHold();
    for (const actor of [guest("g2"), marta])
      await expect(holdAgain(shop.as(actor), { id: ended.id })).rejects.toEqual(code("orders.not_found"));
    const support = shop.as(user("sam", "support"));
    await expect(holdAgain(support, { id: ended.id })).rejects.toEqual(code("accounts.forbidden"));
    const admin = shop.as(user("ada", "admin"));
    expect(await holdAgain(admin, { id: ended.id })).toMatchObject({ id: ended.id, status: "expired" });
    expect(shop.db.orders.size).toBe(1);
  });

  test("at today's price", async () => {
    const ended = await endedHold();
    const dearer = { ...mug, skus: mug.skus.map((form) => ({ ...form, priceMinor: 3000 })) };
    shop.db.products.set(mug.id, dearer);
    expect((await holdAgain(shop.as(guest()), { id: ended.id })).lines[0]?.unitPriceMinor).toBe(3000);
  });
});

describe("what is on hold for the visitor", () => {
  test("open holds, newest first; not what ended or was cancelled, nor anybody else's; nobody has nothing", async () => {
    const one = await placeOrder(shop.as(guest()), { productId: mug.id, quantity: 1 }, "k1");
    shop.db.clock.advance(600_000);
    const two = await placeOrder(shop.as(guest()), { productId: mug.id, quantity: 1 }, "k2");
    await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "k1");
    const ids = async () => (await listHeld(shop.as(guest()))).map(({ id }) => id);
    expect(await ids()).toEqual([two.id, one.id]);
    shop.db.clock.advance(300_000);
    expect(await ids()).toEqual([two.id]);
    await claimGuestOrders(shop.as(marta), { guestId: "g1" });
    expect(await ids()).toEqual([]);
    expect(await listHeld(shop.as({ kind: "anonymous" }))).toEqual([]);
  });

  test("the cart's own refusals name it", async () => {
    const held = await placeOrder(shop.as(guest()), { productId: lamp.id, quantity: 1 }, "k1");
    const told = {
      details: { available: { LAMP: 0 }, yours: [{ orderId: held.id, sku: "LAMP", quantity: 1 }] },
    };
    await expect(addToCart(shop.as(guest()), { sku: "LAMP", quantity: 1 })).rejects.toMatchObject(told);
    const others = addToCart(shop.as(marta), { sku: "LAMP", quantity: 1 });
    await expect(others).rejects.toMatchObject({
      details: { available: { LAMP: 0 } },
      message: "Out of stock.",
    });
  });
});
