import { audit, type LedgerStore, reserve } from "@scarlet/domain/inventory";
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
      expect(await ledger.accounts([])).toEqual([]);
      expect(await ledger.withoutRow()).toEqual([]);
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
