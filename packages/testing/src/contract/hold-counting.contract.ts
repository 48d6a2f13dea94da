import type { Holder, OpenHold } from "@scarlet/domain/inventory";
import { beforeEach, describe, expect, test } from "vitest";
import { buildOrder, buildProduct } from "../builders/index.ts";
import { commit, type StockEngine } from "./stock-harness.ts";

const mug = buildProduct("counted-mug", ["COUNT-MUG"]);
const lamp = buildProduct("counted-lamp", ["COUNT-LAMP"]);
const NOTHING = { changes: [], movements: [], orderInserts: [], orderUpdates: [], remember: [] };

/** What every stock store must keep so that the open holds of one owner or address can be counted. */
export function describeHoldCounting(name: string, open: () => Promise<StockEngine>): void {
  describe(`StockStore, counting holds: ${name}`, () => {
    let engine: StockEngine;
    let keys = 0;
    /** A holder whose holds were not counted before. */
    const freshHolder = (kind: Holder["kind"]): Holder => {
      keys += 1;
      return { kind, key: kind === "owner" ? `guest:${engine.newId()}` : `203.0.113.${keys}` };
    };
    const ownedBy = ({ kind, key }: Holder) =>
      kind === "owner" ? { ownerKey: key } : { ownerKey: `guest:${engine.newId()}`, heldFrom: key };
    const seen = async (holders: readonly Holder[]) => {
      let found: readonly OpenHold[] | undefined;
      const request = { skus: [mug.skus[0]?.sku ?? ""], orderIds: [], intentIds: [], holders };
      await engine.store.commitGroup(request, (state) => {
        found = state.openHolds;
        return NOTHING;
      });
      return found?.map(({ id }) => id).sort();
    };

    beforeEach(async () => {
      engine = await open();
      await engine.stockUp(mug, { "COUNT-MUG": 50 });
      await engine.stockUp(lamp, { "COUNT-LAMP": 50 });
    });

    test("shows what its holders have open: of any product, not ended, not settled, and of nobody else", async () => {
      const now = await engine.now();
      const [owner, address] = [freshHolder("owner"), freshHolder("address")];
      const of = (holder: Holder, change: Partial<Parameters<typeof buildOrder>[2]> = {}) =>
        buildOrder(lamp, 2, { id: engine.newId(), now, ...ownedBy(holder), ...change });
      const [mine, near] = [of(owner), of(address)];
      const others = [
        of(owner, { status: "paid" }),
        of(owner, { holdExpiresAt: new Date(now.getTime() - 1000) }),
        of(freshHolder("owner")),
        of(freshHolder("address")),
      ];
      await commit(engine.store, { skus: ["COUNT-LAMP"] }, () => ({ inserts: [mine, near, ...others] }));
      expect(await seen([owner])).toEqual([mine.id]);
      expect(await seen([owner, address])).toEqual([mine.id, near.id].sort());
      expect(await seen([])).toEqual([]);
    });

    test.each(["owner", "address"] as const)(
      "nobody counts the holds of one %s beside another who does",
      async (kind) => {
        const holder = freshHolder(kind);
        const attempt = (store: StockEngine["store"], product: typeof mug) =>
          store.commitGroup(
            {
              skus: product.skus.map(({ sku }) => sku),
              orderIds: [],
              intentIds: [],
              holders: [holder],
            },
            (state) => {
              if (state.openHolds.length > 0) return NOTHING;
              const order = buildOrder(product, 1, {
                id: engine.newId(),
                now: state.now,
                ...ownedBy(holder),
              });
              return { ...NOTHING, orderInserts: [order] };
            },
          );
        // Different products, so that their transactions conflict in nothing else.
        await Promise.all(
          Array.from({ length: 8 }, (_, i) =>
            i % 2 === 0 ? attempt(engine.store, mug) : attempt(engine.other, lamp),
          ),
        );
        expect(await seen([holder])).toHaveLength(1);
      },
    );
  });
}
