import { addItem, type CartItem, type CartStore, cartFull, removeItems } from "@scarlet/domain/cart";
import { beforeEach, describe, expect, test } from "vitest";
import { productIdOf } from "../builders/index.ts";

const item = (sku: string, quantity = 1): CartItem => ({
  sku,
  productId: productIdOf("mug"),
  quantity,
  seenPriceMinor: 2400,
});

/** What every cart store must keep. */
export function describeCartStore(name: string, open: () => Promise<CartStore>): void {
  describe(`CartStore: ${name}`, () => {
    let carts: CartStore;
    beforeEach(async () => {
      carts = await open();
    });

    test("a cart that was never written is empty", async () => {
      expect(await carts.read("guest:new")).toMatchObject({ ownerKey: "guest:new", items: [], addKeys: [] });
    });

    test("keeps what a change left, in its order, apart for each owner", async () => {
      await carts.change("user:a", (items) => addItem(items, item("B-1", 2)));
      const cart = await carts.change("user:a", (items) => addItem(items, item("A-1")));
      expect(cart.items).toEqual([item("B-1", 2), item("A-1")]);
      expect(await carts.read("user:a")).toEqual(cart);
      expect((await carts.read("user:b")).items).toEqual([]);
      const emptied = await carts.change("user:a", (items) => removeItems(items, ["B-1", "A-1"]));
      expect(emptied.items).toEqual([]);
      expect(emptied.version).toBeGreaterThan(cart.version);
    });

    test("an add with a key counts once, also when sent twice at once", async () => {
      const add = () => carts.change("user:a", (items) => addItem(items, item("A-1")), "key-1");
      await Promise.all([add(), add()]);
      expect((await add()).items).toEqual([item("A-1")]);
      const other = await carts.change("user:a", (items) => addItem(items, item("A-1")), "key-2");
      expect(other.items).toEqual([item("A-1", 2)]);
    });

    test("changes at the same instant all count", async () => {
      const adds = Array.from({ length: 8 }, () =>
        carts.change("user:a", (items) => addItem(items, item("A-1"))),
      );
      await Promise.all(adds);
      expect((await carts.read("user:a")).items).toEqual([item("A-1", 8)]);
    });

    test("what a change raises is raised, and the cart stays as it was", async () => {
      await carts.change("user:a", (items) => addItem(items, item("A-1")));
      const refused = carts.change(
        "user:a",
        () => {
          throw cartFull();
        },
        "key-3",
      );
      await expect(refused).rejects.toMatchObject({ code: "cart.full" });
      const cart = await carts.read("user:a");
      expect(cart.items).toEqual([item("A-1")]);
      expect(cart.addKeys).not.toContain("key-3");
    });
  });
}
