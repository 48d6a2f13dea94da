import type { Cart, CartStore } from "@scarlet/domain/cart";
import type { MemoryDatabase, Pause } from "./database.ts";

/** How many adds a cart remembers. */
const MAX_ADD_KEYS = 20;

/** Carts in memory. */
export function createMemoryCartStore(db: MemoryDatabase, pause: Pause = () => {}): CartStore {
  const find = (ownerKey: string): Cart =>
    db.carts.get(ownerKey) ?? { ownerKey, items: [], addKeys: [], version: 0 };
  return {
    async read(ownerKey) {
      await pause("cart: read");
      return structuredClone(find(ownerKey));
    },

    async change(ownerKey, change, addKey) {
      for (;;) {
        await pause("cart: begin");
        const cart = find(ownerKey);
        if (addKey !== undefined && cart.addKeys.includes(addKey)) return structuredClone(cart);
        const items = [...change(structuredClone(cart.items))];
        await pause("cart: write");
        if (find(ownerKey).version !== cart.version) continue;
        const addKeys = addKey === undefined ? cart.addKeys : [...cart.addKeys, addKey].slice(-MAX_ADD_KEYS);
        const changed = { ownerKey, items, addKeys, version: cart.version + 1 };
        db.carts.set(ownerKey, structuredClone(changed));
        return changed;
      }
    },
  };
}
