import type { Holder } from "@scarlet/domain/inventory";
import type { OrderStock } from "@scarlet/domain/orders";
import { buildOrder, buildProduct } from "@scarlet/testing/builders";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WriteFence } from "../src/inventory/index.ts";
import { newId } from "../src/mongo/index.ts";
import { createOrderStock } from "../src/orders/index.ts";
import { openTestDatabase, stockEngine, type TestDatabase } from "./harness/database.ts";
import { NO_FENCE, THROUGH } from "./harness/no-fence.ts";

const mug = buildProduct("guarded-holder-mug", ["HOLDER-MUG"]);
const lamp = buildProduct("guarded-holder-lamp", ["HOLDER-LAMP"]);
const NOTHING = { changes: [], movements: [], orderInserts: [], orderUpdates: [], remember: [] };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const engine = await stockEngine(database);
  await engine.stockUp(mug, { "HOLDER-MUG": 5 });
  await engine.stockUp(lamp, { "HOLDER-LAMP": 5 });
});
afterAll(() => database.close());

const ownedBy = ({ kind, key }: Holder) =>
  kind === "owner" ? { ownerKey: key } : { ownerKey: `guest:${newId()}`, heldFrom: key };

/** Holds a piece for somebody who has no hold yet. */
const holdFirst = (store: OrderStock, product: typeof mug, holder: Holder) =>
  store.commitGroup(
    {
      skus: product.skus.map(({ sku }) => sku),
      orderIds: [],
      intentIds: [],
      holders: [holder],
      budgetMs: 200,
    },
    ({ openHolds, now }) => {
      if (openHolds.length > 0) return NOTHING;
      return { ...NOTHING, orderInserts: [buildOrder(product, 1, { id: newId(), now, ...ownedBy(holder) })] };
    },
  );

test.each([
  { kind: "owner", key: "guest:counted" },
  { kind: "address", key: "203.0.113.7" },
] as const)(
  "while somebody counts the holds of one $kind, nobody else who does can commit",
  async (holder) => {
    const [decided, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const pausing: WriteFence = {
      ...NO_FENCE,
      around: async (commit) => {
        const fence = () => {
          decided.resolve();
          return { set: goOn.promise.then(() => THROUGH.fence([]).set) };
        };
        return (await commit({ ...THROUGH, fence })).result;
      },
    };
    const first = holdFirst(createOrderStock(database.mongo, pausing), mug, holder);
    await decided.promise;
    // Of another product, so that the two conflict in nothing else.
    const second = holdFirst(createOrderStock(database.other, NO_FENCE), lamp, holder);
    await expect(second).rejects.toMatchObject({ code: "service.unavailable" });
    goOn.resolve();
    await first;
    const field = holder.kind === "owner" ? "ownerKey" : "heldFrom";
    expect(await database.mongo.db.collection("orders").countDocuments({ [field]: holder.key })).toBe(1);
  },
);
