import { adjust, audit, type LedgerStore, reserve, SALE_LOOK_BACK, sell } from "@scarlet/domain/inventory";
import { beforeEach, describe, expect, test } from "vitest";
import { buildOrder, buildProduct } from "../builders/index.ts";
import { commit, freshCause, type StockEngine } from "./stock-harness.ts";

const mug = buildProduct("ledger-mug", ["LED-MUG", "LED-PLATE"]);

/** What every ledger store must keep. */
export function describeLedgerStore(
  name: string,
  open: () => Promise<{ readonly engine: StockEngine; readonly ledger: LedgerStore }>,
): void {
  describe(`LedgerStore: ${name}`, () => {
    let engine: StockEngine;
    let ledger: LedgerStore;
    const hold = async (quantity: number, agoMs = 0) => {
      const now = new Date((await engine.now()).getTime() - agoMs);
      const order = buildOrder(mug, quantity, { id: engine.newId(), now });
      await commit(engine.store, { skus: ["LED-MUG"] }, () => ({
        move: (draft) => reserve(draft, [{ sku: "LED-MUG", quantity }], freshCause(order.id)),
        inserts: [order],
      }));
    };

    beforeEach(async () => {
      ({ engine, ledger } = await open());
      await engine.stockUp(mug, { "LED-MUG": 9, "LED-PLATE": 4 });
    });

    test("walks over the SKUs in order", async () => {
      expect(await ledger.skusAfter(null, 1)).toEqual(["LED-MUG"]);
      expect(await ledger.skusAfter("LED-MUG", 5)).toEqual(["LED-PLATE"]);
      expect(await ledger.skusAfter("LED-PLATE", 5)).toEqual([]);
    });

    test("reads row, ledger and open holds, ended ones as well, whole or by the end", async () => {
      await hold(2);
      await hold(1, 3_600_000);
      const [account] = await ledger.accounts(["LED-MUG", "NOT-THERE"]);
      expect(account).toMatchObject({ whole: true, held: account?.row.reserved, row: { sku: "LED-MUG" } });
      expect(account?.lines.map(({ version }) => version)).toEqual(
        account?.lines.map((_, index) => index + 1),
      );
      expect(account && audit(account)).toEqual([]);
      const [tail] = await ledger.accounts(["LED-MUG"], 1);
      expect(tail).toMatchObject({ whole: false, lines: [{ version: account?.row.version }] });
      expect(tail && audit(tail)).toEqual([]);
      const tails = await ledger.accounts(["LED-MUG", "LED-PLATE"], 2);
      const versions = tails.map(({ row, lines }) => [row.sku, lines.map(({ version }) => version)]);
      expect(Object.fromEntries(versions)).toEqual({ "LED-MUG": [2, 3], "LED-PLATE": [1] });
      expect(tails.find(({ row }) => row.sku === "LED-MUG")?.lines).toEqual(account?.lines.slice(-2));
      expect(await ledger.accounts([])).toEqual([]);
      expect(await ledger.withoutRow()).toEqual([]);
    });

    test("shows the last movements of all SKUs, newest first, without who made them", async () => {
      await hold(2);
      const [last, ...older] = await ledger.latestMovements(3);
      expect(last).toEqual({
        sku: "LED-MUG",
        productId: mug.id,
        version: 2,
        kind: "reserve",
        before: { onHand: 9, reserved: 0 },
        after: { onHand: 9, reserved: 2 },
        at: expect.any(Date),
      });
      expect(older.map(({ kind }) => kind)).toEqual(["receive", "receive"]);
      expect(await ledger.latestMovements(1)).toEqual([last]);
    });

    test("finds the last sale among the last movements of a SKU, and no older one", async () => {
      const adjustment = (count: number) =>
        commit(engine.store, { skus: ["LED-MUG"] }, () => ({
          move: (draft) => {
            for (let each = 0; each < count; each += 1)
              adjust(draft, { sku: "LED-MUG", delta: 1, reason: "found" }, freshCause());
          },
        }));
      expect(await ledger.lastSaleOf("LED-MUG")).toBeNull();
      expect(await ledger.lastSaleOf("NOT-THERE")).toBeNull();
      await hold(1);
      await commit(engine.store, { skus: ["LED-MUG"] }, () => ({
        move: (draft) => sell(draft, [{ sku: "LED-MUG", quantity: 1 }], freshCause()),
      }));
      await adjustment(SALE_LOOK_BACK - 1);
      const [sale] = (await ledger.latestMovements(SALE_LOOK_BACK)).filter(({ kind }) => kind === "sale");
      expect(await ledger.lastSaleOf("LED-MUG")).toEqual(sale?.at);
      await adjustment(1);
      expect(await ledger.lastSaleOf("LED-MUG")).toBeNull();
    });

    test("keeps a drift with its first sight until nothing is wrong, oldest first", async () => {
      const [first, later] = [new Date("2026-11-02T08:00:00Z"), new Date("2026-11-02T09:00:00Z")];
      const faults = [{ code: "sum" as const, sentence: "It does not add up." }];
      await ledger.note(new Map([["LED-PLATE", faults]]), first);
      await ledger.note(
        new Map([
          ["LED-PLATE", faults],
          ["LED-MUG", faults],
        ]),
        later,
      );
      expect(await ledger.drifts()).toEqual([
        { sku: "LED-PLATE", faults, since: first, seenAt: later },
        { sku: "LED-MUG", faults, since: later, seenAt: later },
      ]);
      await ledger.note(
        new Map([
          ["LED-PLATE", []],
          ["LED-MUG", []],
        ]),
        later,
      );
      expect(await ledger.drifts()).toEqual([]);
    });
  });
}
