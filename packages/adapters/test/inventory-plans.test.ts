import { stockLevel } from "@scarlet/domain/catalog";
import type { ListStockInput } from "@scarlet/domain/inventory";
import { matchesTerms, searchTerms, searchTokens } from "@scarlet/domain/kernel";
import { buildProduct } from "@scarlet/testing/builders";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { putCategories } from "../src/catalog/index.ts";
import { addProducts } from "../src/inventory/index.ts";
import { connectMongo, type Mongo } from "../src/mongo/index.ts";
import { createOrderStock } from "../src/orders/index.ts";
import { CATEGORIES, openTestDatabase, type TestDatabase } from "./harness/database.ts";
import { explain, watchCommands } from "./harness/explain.ts";
import { NO_FENCE } from "./harness/no-fence.ts";

// Which index answers each list of stock that staff can ask for, in any combination of search, view and page: so that it
// costs what it shows, however many SKUs there are. The same is expected of the embedded server and of a real MongoDB.

const SKUS = 1_500;
const AT_ONCE = 100;
const LIMIT = 4;
const MAX_BEYOND = 1_000;
const MAKERS = ["Alder", "Birch", "Cove"];
const IN_ORDER = ["sku_1", "level_1_sku_1", "held_1_sku_1", "tokens_1_sku_1"];

/** A row as the test knows it, to find by hand what the list should show. */
type Known = { sku: string; title: string; onHand: number; held: boolean };
const known: readonly Known[] = Array.from({ length: SKUS }, (_, index) => ({
  sku: `COD-NG-${index}`,
  title: `${MAKERS[index % MAKERS.length]} Thing ${(index * 31) % SKUS}`,
  onHand: [0, 2, 50, 60][(index * 7) % 4] ?? 0,
  held: index % 5 === 0,
})).toSorted((a, b) => (a.sku < b.sku ? -1 : 1));

let database: TestDatabase;
let mongo: Mongo;
let commandsOf: ReturnType<typeof watchCommands>;

beforeAll(async () => {
  database = await openTestDatabase();
  mongo = await connectMongo({ url: `${database.url}&monitorCommands=true` });
  await putCategories(mongo, CATEGORIES);
  const products = known.map(({ sku, title, onHand }) => ({
    product: buildProduct(sku.toLowerCase(), [sku], { title, category: "lamps" }),
    onHand: { [sku]: onHand },
  }));
  for (let from = 0; from < SKUS; from += AT_ONCE)
    await addProducts({ mongo, fence: NO_FENCE }, products.slice(from, from + AT_ONCE));
  const held = known.flatMap((row) => (row.held ? row.sku : []));
  await mongo.db.collection("stock").updateMany({ sku: { $in: held } }, { $set: { held: true } });
  commandsOf = watchCommands(mongo, "stock");
}, 120_000);
afterAll(async () => {
  await mongo.close();
  await database.close();
});

const VIEWS: readonly Partial<ListStockInput>[] = [
  {},
  { lowStock: true },
  { outOfStock: true },
  { held: true },
  { lowStock: true, held: true },
  { lowStock: true, outOfStock: true, held: true },
];
/** A word of all, beginnings of words, several words in both orders, a number, marks inside, a code and its parts. */
const SEARCHES = [
  "thing",
  "th",
  "bi",
  "birch thing",
  "thing cove",
  "12",
  "alder 12",
  "thing-cove",
  "cod-ng-1",
];
const COMBINATIONS = VIEWS.flatMap((view) => [view, ...SEARCHES.map((q) => ({ ...view, q }))]);

function skusFor({ q, lowStock, outOfStock, held }: Partial<ListStockInput>): string[] {
  const terms = searchTerms(q) ?? [];
  const levels = outOfStock ? ["out"] : lowStock ? ["low", "out"] : ["ok", "low", "out"];
  const isCode = q?.includes("-") && known.some(({ sku }) => sku.startsWith(q.toUpperCase()));
  const answers = ({ sku, title }: Known) =>
    isCode
      ? sku.startsWith(q?.toUpperCase() ?? "")
      : matchesTerms([...searchTokens(sku), ...searchTokens(title)], terms);
  const wanted = known.filter(
    (row) => answers(row) && levels.includes(levelOf(row)) && (held !== true || row.held),
  );
  return wanted.map(({ sku }) => sku);
}

function levelOf({ onHand }: Known): string {
  const { lowStockAt } = buildProduct("any", ["ANY-1"], {});
  const level = stockLevel(onHand, lowStockAt);
  return level === "low" || level === "out" ? level : "ok";
}

describe.each(COMBINATIONS)("the stock of %o", (view) => {
  test("is read along one index in the order of SKUs, from its beginning and behind a cursor", async () => {
    const store = createOrderStock(mongo, NO_FENCE);
    const wanted = skusFor(view);
    expect(wanted.length, "a list that is worth a page").toBeGreaterThan(LIMIT);
    const first = await commandsOf(() => store.listRows({ ...view, limit: LIMIT }));
    expect(first.answer.items.map(({ sku }) => sku)).toEqual(wanted.slice(0, LIMIT));
    const cursor = first.answer.nextCursor ?? "";
    const next = await commandsOf(() => store.listRows({ ...view, limit: LIMIT, cursor }));
    expect(next.answer.items.map(({ sku }) => sku)).toEqual(wanted.slice(LIMIT, 2 * LIMIT));
    for (const command of [...first.commands, ...next.commands]) {
      const { stages, indexes, beyond } = await explain(mongo, command);
      expect(stages).not.toContain("SORT");
      expect(stages).not.toContain("COLLSCAN");
      expect(indexes).toHaveLength(1);
      expect(IN_ORDER).toContain(indexes[0]);
      expect(beyond).toBeLessThanOrEqual(MAX_BEYOND);
    }
  });
});

describe("a code that is written together", () => {
  test("is found by its beginning, where no list of words can name it", async () => {
    const store = createOrderStock(mongo, NO_FENCE);
    const wanted = known.map(({ sku }) => sku).filter((sku) => sku.startsWith("COD-NG-14"));
    const { items } = await store.listRows({ q: "codng14", limit: 100 });
    expect(items.map(({ sku }) => sku)).toEqual(wanted.slice(0, 100));
    expect(
      (await store.listRows({ q: "alder codng14", held: true, limit: 100 })).items.map(({ sku }) => sku),
    ).toEqual(
      known.flatMap(({ sku, title, held }) =>
        sku.startsWith("COD-NG-14") && title.startsWith("Alder") && held ? sku : [],
      ),
    );
  });
});
