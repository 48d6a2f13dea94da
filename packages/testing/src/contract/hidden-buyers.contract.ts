import { release, reserve } from "@scarlet/domain/inventory";
import { beforeEach, describe, expect, test } from "vitest";
import { buildOrder, buildProduct } from "../builders/index.ts";
import { commit, freshCause, type StockEngine } from "./stock-harness.ts";

const A = "HIDE-MUG";
const mug = buildProduct("hide-mug", [A]);

/** What every stock store must keep so that its lists do not tell who bought, where that is asked of them. */
export function describeHiddenBuyers(name: string, open: () => Promise<StockEngine>): void {
  describe(`StockStore, hiding buyers: ${name}`, () => {
    let engine: StockEngine;
    beforeEach(async () => {
      engine = await open();
      await engine.stockUp(mug, { [A]: 5 });
    });

    test("what an order's own buyer did has no name, and what others did has", async () => {
      const buyer = { kind: "user", id: engine.newId(), name: "Marta" } as const;
      const clerk = { kind: "user", id: engine.newId(), name: "Ines" } as const;
      const now = await engine.now();
      const order = buildOrder(mug, 1, { id: engine.newId(), now, ownerKey: `user:${buyer.id}` });
      const by = (actor: typeof buyer | typeof clerk) => ({ ...freshCause(order.id), actor });
      const lines = [{ sku: A, quantity: 1 }];
      await commit(engine.store, { skus: [A] }, () => ({
        move: (draft) => reserve(draft, lines, by(buyer)),
        inserts: [order],
      }));
      const names = async (hideBuyers: boolean) => {
        const [line] = (await engine.store.listRows({ sku: A, limit: 1, hideBuyers })).items;
        const { items } = await engine.store.listMovements({ sku: A, limit: 1, hideBuyers });
        return [line?.lastMovement?.actor.name, items[0]?.actor.name];
      };
      expect(await names(true)).toEqual(["Buyer", "Buyer"]);
      expect(await names(false)).toEqual(["Marta", "Marta"]);
      await commit(engine.store, { skus: [A] }, () => ({
        move: (draft) => release(draft, lines, by(clerk)),
      }));
      expect(await names(true)).toEqual(["Ines", "Ines"]);
    });
  });
}
