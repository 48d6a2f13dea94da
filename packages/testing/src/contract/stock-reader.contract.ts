import { release, reserve } from "@scarlet/domain/inventory";
import { beforeEach, describe, expect, test } from "vitest";
import { buildOrder, buildProduct, productIdOf } from "../builders/index.ts";
import { commit, freshCause, type StockEngine } from "./stock-harness.ts";

const mug = buildProduct("reader-mug", ["REA-MUG-A", "REA-MUG-B"]);
const A = "REA-MUG-A";

/** What every stock reader must tell: the newest committed state, with ended holds free. */
export function describeStockReader(name: string, open: () => Promise<StockEngine>): void {
  describe(`StockReader: ${name}`, () => {
    let engine: StockEngine;
    const read = async () => (await engine.reader.readStock([mug.id])).get(mug.id);
    const rowOf = async (sku: string) => (await read())?.skus.find((each) => each.sku === sku);
    const hold = async (quantity: number, endsInMs: number) => {
      const now = await engine.now();
      const holdExpiresAt = new Date(now.getTime() + endsInMs);
      const order = buildOrder(mug, quantity, { id: engine.newId(), now, holdExpiresAt });
      await commit(engine.store, { skus: [A] }, () => ({
        move: (draft) => reserve(draft, order.lines, freshCause(order.id)),
        inserts: [order],
      }));
      return order;
    };

    beforeEach(async () => {
      engine = await open();
      await engine.stockUp(mug, { [A]: 5, "REA-MUG-B": 0 });
    });

    test("tells all SKUs of a product; unknown products are missing", async () => {
      const stock = await engine.reader.readStock([mug.id, productIdOf("nothing")]);
      expect([...stock.keys()]).toEqual([mug.id]);
      expect(stock.get(mug.id)).toMatchObject({ productId: mug.id, freeAt: null });
      expect((await rowOf(A))?.available).toBe(5);
      expect((await rowOf("REA-MUG-B"))?.available).toBe(0);
      expect(await engine.reader.readStock([])).toEqual(new Map());
    });

    test("a read after a commit tells the commit", async () => {
      for (let left = 4; left >= 0; left--) {
        await commit(engine.other, { skus: [A] }, () => ({
          move: (draft) => reserve(draft, [{ sku: A, quantity: 1 }], freshCause()),
        }));
        expect((await rowOf(A))?.available).toBe(left);
      }
    });

    test("freeAt is the end of the nearest open hold", async () => {
      const [, nearest] = [await hold(1, 900_000), await hold(1, 300_000)];
      expect((await read())?.freeAt).toEqual(nearest.holdExpiresAt);
    });

    test("a hold past its end counts as free before anybody wrote its release, and once after", async () => {
      const ended = await hold(3, -1);
      await hold(1, 600_000);
      const row = await rowOf(A);
      expect(row).toMatchObject({ available: 4, onHand: 5, reserved: 4 });
      await commit(engine.store, { skus: [A], orderIds: [ended.id] }, () => ({
        move: (draft) => release(draft, ended.lines, freshCause(ended.id)),
        updates: [{ ...ended, status: "expired", version: 2 }],
      }));
      expect(await rowOf(A)).toMatchObject({ available: 4, reserved: 1 });
    });
  });
}
