import { MAX_CART_LINES } from "@scarlet/domain/cart";
import { buildProduct, guest, user } from "@scarlet/testing/builders";
import { stockUp } from "@scarlet/testing/memory";
import { beforeEach, expect, test } from "vitest";
import { openShop, type Shop } from "../../test/memory-shop.ts";
import { adjustStock } from "../inventory/index.ts";
import { claimGuestOrders, listMyOrders, placeOrder } from "../orders/index.ts";
import { addToCart, changeQuantity, getCart, mergeCarts, removeLine, retryCartMerge } from "./index.ts";

const mug = buildProduct("mug", { "MUG-1": 2400, "MUG-2": 2600 });
const marta = user("marta");
const code = (word: string) => expect.objectContaining({ code: word });
let shop: Shop;

beforeEach(() => {
  shop = openShop();
  stockUp(shop.db, mug, { "MUG-1": 4, "MUG-2": 9 });
});

const sellAllBut = async (left: number) => {
  const version = shop.db.stock.get("MUG-1")?.version ?? 0;
  const input = { sku: "MUG-1", set: left, expectedVersion: version, reason: "correction" } as const;
  await adjustStock(shop.as(user("ida", "inventory")), input, `adjust-${left}`);
};

test("adding shows the line at its price with what is left, sums a SKU's lines, and holds nothing", async () => {
  await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 1 });
  const cart = await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 2 });
  expect(cart).toMatchObject({
    count: 3,
    goodsMinor: 7200,
    deliveryMinor: 0,
    lines: [
      { sku: "MUG-1", quantity: 3, askedQuantity: 3, availableStock: 4, unitPriceMinor: 2400, slug: "mug" },
    ],
  });
  expect(shop.db.stock.get("MUG-1")?.available).toBe(4);
  expect(await getCart(shop.as(guest()))).toEqual(cart);
  expect((await getCart(shop.as(guest("g2")))).lines).toEqual([]);
});

test("adding more than are left, with what the cart has, is refused and changes nothing", async () => {
  await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 3 });
  await expect(addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 2 })).rejects.toMatchObject({
    code: "inventory.insufficient_stock",
    details: { available: { "MUG-1": 4 } },
  });
  await sellAllBut(0);
  await expect(addToCart(shop.as(user("x")), { sku: "MUG-1", quantity: 1 })).rejects.toMatchObject({
    code: "inventory.insufficient_stock",
    message: "Out of stock.",
  });
  expect((await getCart(shop.as(guest()))).lines[0]).toMatchObject({ quantity: 3 });
});

test("the same add sent twice counts once, also when its first sending took the last ones", async () => {
  await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 4 }, "a1");
  const again = await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 4 }, "a1");
  expect(again.lines[0]?.quantity).toBe(4);
});

test("asking for more than are left keeps what is left and says what was asked", async () => {
  await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 1 });
  const cart = await changeQuantity(shop.as(guest()), { sku: "MUG-1", quantity: 6 });
  expect(cart.lines[0]).toMatchObject({ quantity: 4, askedQuantity: 6, lineTotalMinor: 9600 });
  expect((await getCart(shop.as(guest()))).lines[0]).toMatchObject({ quantity: 4, askedQuantity: 4 });
});

test("stock that fell below a line's quantity: it shows what can be had, the total follows; sold out counts nothing", async () => {
  await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 4 });
  await sellAllBut(3);
  expect(await getCart(shop.as(guest()))).toMatchObject({
    goodsMinor: 7200,
    lines: [{ quantity: 3, askedQuantity: 4, availableStock: 3 }],
  });
  await sellAllBut(0);
  expect(await getCart(shop.as(guest()))).toMatchObject({
    goodsMinor: 0,
    totalMinor: 0,
    lines: [{ availableStock: 0 }],
  });
  await expect(changeQuantity(shop.as(guest()), { sku: "MUG-1", quantity: 1 })).rejects.toEqual(
    code("inventory.insufficient_stock"),
  );
});

test("a price that changed shows beside the one that was seen", async () => {
  await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 1 });
  const dearer = { ...mug, skus: mug.skus.map((form) => ({ ...form, priceMinor: 3000 })) };
  shop.db.products.set(mug.id, dearer);
  await shop.services.catalogCache.invalidateProduct(mug.id);
  expect((await getCart(shop.as(guest()))).lines[0]).toMatchObject({
    seenPriceMinor: 2400,
    unitPriceMinor: 3000,
    lineTotalMinor: 3000,
  });
});

test("a product that left the shop leaves the view", async () => {
  await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 1 });
  shop.db.products.set(mug.id, { ...mug, status: "archived" });
  await shop.services.catalogCache.invalidateProduct(mug.id);
  expect((await getCart(shop.as(guest()))).lines).toEqual([]);
});

test("removing is done when it is done; unknown lines and things are refused; nobody in particular has no cart", async () => {
  await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 1 });
  expect((await removeLine(shop.as(guest()), { sku: "MUG-1" })).lines).toEqual([]);
  expect((await removeLine(shop.as(guest()), { sku: "MUG-1" })).lines).toEqual([]);
  await expect(changeQuantity(shop.as(guest()), { sku: "MUG-2", quantity: 1 })).rejects.toEqual(
    code("cart.line_not_found"),
  );
  await expect(addToCart(shop.as(guest()), { sku: "NOTHING", quantity: 1 })).rejects.toEqual(
    code("catalog.product_not_found"),
  );
  const nobody = shop.as({ kind: "anonymous" });
  expect((await getCart(nobody)).lines).toEqual([]);
  await expect(addToCart(nobody, { sku: "MUG-1", quantity: 1 })).rejects.toEqual(
    code("accounts.unauthenticated"),
  );
});

test("a cart has a bound on its lines", async () => {
  const skus = Array.from({ length: MAX_CART_LINES + 1 }, (_, i) => `MANY-${i}`);
  stockUp(shop.db, buildProduct("many", skus), 1);
  for (const sku of skus.slice(0, -1)) await addToCart(shop.as(guest()), { sku, quantity: 1 });
  await expect(addToCart(shop.as(guest()), { sku: skus.at(-1) ?? "", quantity: 1 })).rejects.toEqual(
    code("cart.full"),
  );
});

test("what finds no room at sign-in stays with the guest, is named, and comes over once there is room", async () => {
  const skus = Array.from({ length: 120 }, (_, i) => `MANY-${i}`);
  stockUp(shop.db, buildProduct("many", skus), 5);
  for (const sku of skus.slice(0, 60)) await addToCart(shop.as(marta), { sku, quantity: 1 });
  for (const sku of skus.slice(60)) await addToCart(shop.as(guest()), { sku, quantity: 2 });
  const left = await mergeCarts(shop.as(marta), { guestId: "g1" });
  expect(left.map(({ sku }) => sku)).toEqual(skus.slice(100));
  expect((await getCart(shop.as(guest()))).lines.map(({ sku }) => sku)).toEqual(skus.slice(100));

  const ctx = { ...shop.as(marta), guestId: "g1" };
  const told = await getCart(ctx);
  expect([told.lines.length, told.left.length]).toEqual([MAX_CART_LINES, 20]);
  expect(told.left[0]).toMatchObject({ sku: "MANY-100", slug: "many", title: "The many", quantity: 2 });
  expect((await getCart(shop.as(marta))).left).toEqual([]);

  for (const sku of skus.slice(0, 30)) await removeLine(ctx, { sku });
  const whole = await retryCartMerge(ctx);
  expect([whole.lines.length, whole.left.length]).toEqual([90, 0]);
  expect((await getCart(shop.as(guest()))).lines).toEqual([]);
});

test("a merge that was killed halfway loses nothing and doubles nothing", async () => {
  const skus = Array.from({ length: MAX_CART_LINES + 5 }, (_, i) => `MANY-${i}`);
  stockUp(shop.db, buildProduct("many", skus), 5);
  for (const sku of skus.slice(0, MAX_CART_LINES)) await addToCart(shop.as(marta), { sku, quantity: 1 });
  await addToCart(shop.as(guest()), { sku: "MANY-0", quantity: 1 });
  for (const sku of skus.slice(MAX_CART_LINES)) await addToCart(shop.as(guest()), { sku, quantity: 1 });
  let writes = 0;
  const weak = openShop({
    db: shop.db,
    pause(step) {
      if (step === "cart: begin" && ++writes === 2) throw new Error("killed");
    },
  });
  await expect(mergeCarts(weak.as(marta), { guestId: "g1" })).rejects.toThrow("killed");
  await mergeCarts(shop.as(marta), { guestId: "g1" });
  const mine = await getCart(shop.as(marta));
  expect(mine.lines.find(({ sku }) => sku === "MANY-0")?.askedQuantity).toBe(2);
  expect((await getCart(shop.as(guest()))).lines.map(({ sku }) => sku)).toEqual(skus.slice(MAX_CART_LINES));
});

test("at sign-in the guest's cart and orders become the person's, once, however often it is tried", async () => {
  await addToCart(shop.as(guest()), { sku: "MUG-1", quantity: 1 });
  await addToCart(shop.as(guest()), { sku: "MUG-2", quantity: 2 });
  await addToCart(shop.as(marta), { sku: "MUG-1", quantity: 2 });
  const order = await placeOrder(shop.as(guest()), { productId: mug.id, quantity: 1 }, "k1");
  const weak = openShop({
    db: shop.db,
    pause: (() => {
      let writes = 0;
      return (step: string) => {
        if (step === "cart: begin" && ++writes === 2) throw new Error("killed");
      };
    })(),
  });
  await expect(mergeCarts(weak.as(marta), { guestId: "g1" })).rejects.toThrow("killed");
  await mergeCarts(shop.as(marta), { guestId: "g1" });
  await mergeCarts(shop.as(marta), { guestId: "g1" });
  await claimGuestOrders(shop.as(marta), { guestId: "g1" });
  expect((await getCart(shop.as(marta))).lines.map(({ sku, askedQuantity }) => [sku, askedQuantity])).toEqual(
    [
      ["MUG-1", 3],
      ["MUG-2", 2],
    ],
  );
  expect((await getCart(shop.as(guest()))).lines).toEqual([]);
  expect((await listMyOrders(shop.as(marta), { limit: 24 })).items.map(({ id }) => id)).toEqual([order.id]);
  await expect(mergeCarts(shop.as(guest()), { guestId: "g2" })).rejects.toEqual(
    code("accounts.unauthenticated"),
  );
  await expect(claimGuestOrders(shop.as(guest()), { guestId: "g2" })).rejects.toEqual(
    code("accounts.unauthenticated"),
  );
});
