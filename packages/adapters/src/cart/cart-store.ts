import { setTimeout as sleep } from "node:timers/promises";
import type { Cart, CartItem, CartStore } from "@scarlet/domain/cart";
import { temporarilyUnavailable } from "@scarlet/domain/kernel";
import { isDuplicateKey, type Mongo, newId, type RecordOf } from "../mongo/index.ts";

/** How many adds are remembered: more than anybody has under way at once. */
const KEPT_ADD_KEYS = 50;
const ATTEMPTS = 40;
const LONGEST_PAUSE_MS = 20;

type Change = (items: readonly CartItem[]) => readonly CartItem[];

/** Carts in MongoDB, one document an owner. */
export function createCartStore(mongo: Mongo): CartStore {
  const { carts } = mongo.prisma.orm;

  const read = async (ownerKey: string): Promise<Cart> => {
    const record = await carts.where({ ownerKey }).first();
    return record === null ? { ownerKey, items: [], addKeys: [], version: 0 } : fromRecord(record);
  };

  /** False when another request was quicker. */
  const write = async (cart: Cart): Promise<boolean> => {
    const { ownerKey, version } = cart;
    const fields = {
      items: [...cart.items],
      addKeys: [...cart.addKeys],
      version,
      changedAt: await mongo.clock.now(),
    };
    if (version > 1) return (await carts.where({ ownerKey, version: version - 1 }).update(fields)) !== null;
    try {
      await carts.create({ _id: newId(), ownerKey, ...fields });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  };

  return {
    read,
    async change(ownerKey: string, change: Change, addKey?: string) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const before = await read(ownerKey);
        if (addKey !== undefined && before.addKeys.includes(addKey)) return before;
        const addKeys = addKey === undefined ? before.addKeys : [...before.addKeys, addKey];
        const cart = {
          ownerKey,
          items: change(before.items),
          addKeys: addKeys.slice(-KEPT_ADD_KEYS),
          version: before.version + 1,
        };
        if (await write(cart)) return cart;
        await sleep(Math.random() * LONGEST_PAUSE_MS);
      }
      throw temporarilyUnavailable(1);
    },
  };
}

function fromRecord({ ownerKey, items, addKeys, version }: RecordOf<"Cart">): Cart {
  return { ownerKey, items: items.map((item) => ({ ...item })), addKeys, version };
}
