import type { Product, ProductFilter, Sort } from "@scarlet/domain/catalog";
import { SORTS } from "@scarlet/domain/catalog";
import { buildProduct } from "@scarlet/testing/builders";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProductStore, putCategories } from "../src/catalog/index.ts";
import { addProducts } from "../src/inventory/index.ts";
import { connectMongo, type Mongo } from "../src/mongo/index.ts";
import { CATEGORIES, openTestDatabase, type TestDatabase } from "./harness/database.ts";
import { explain, watchCommands } from "./harness/explain.ts";
import { NO_FENCE } from "./harness/no-fence.ts";

// Which index answers each list that a caller can ask for: so that a list costs what it shows, and a search for a rare
// word what has the word, however many products there are. The same indexes are expected of the embedded server and of a real MongoDB.

const PRODUCTS = 1_500;
const AT_ONCE = 250;
/** How many documents may be looked at beyond those that are shown. */
const MAX_BEYOND = 1_000;
const FIELDS: Readonly<Record<Sort, string>> = {
  newest: "publishedAt",
  price_asc: "priceMinor",
  price_desc: "priceMinor",
  title: "sortTitle",
};
const PRICES = [{}, { minPrice: 900 }, { maxPrice: 2150 }, { minPrice: 777, maxPrice: 2345 }];
const COMBINATIONS = SORTS.flatMap((sort) =>
  [{}, { category: "lamps" }].flatMap((shelf) => PRICES.map((prices) => ({ sort, ...shelf, ...prices }))),
);

let database: TestDatabase;
let mongo: Mongo;
let commandsOf: ReturnType<typeof watchCommands>;

beforeAll(async () => {
  database = await openTestDatabase();
  mongo = await connectMongo({ url: `${database.url}&monitorCommands=true` });
  await putCategories(mongo, CATEGORIES);
  const products = Array.from({ length: PRODUCTS }, (_, index) => productAt(index));
  for (let from = 0; from < PRODUCTS; from += AT_ONCE)
    await addProducts(
      { mongo, fence: NO_FENCE },
      products.slice(from, from + AT_ONCE).map((product) => ({ product, onHand: {} })),
    );
  commandsOf = watchCommands(mongo, "products");
}, 120_000);
afterAll(async () => {
  await mongo.close();
  await database.close();
});

/** Prices, titles and moments that have nothing to do with one another. */
function productAt(index: number): Product {
  const priceMinor = 500 + ((index * 7919) % 2500);
  return buildProduct(
    `thing-${index}`,
    { [`THING-${index}`]: priceMinor },
    {
      title: `Thing ${(index * 31) % PRODUCTS}`,
      category: index % 3 === 0 ? "ceramics" : "lamps",
      publishedAt: new Date(Date.UTC(2025, 0, 1) + ((index * 613) % PRODUCTS) * 60_000),
    },
  );
}

/** The only index that begins with what is given and goes on in the list's order. */
function indexFor({ sort, category, minPrice, maxPrice }: ProductFilter): string {
  const isBounded = minPrice !== undefined || maxPrice !== undefined;
  const prefixes = isBounded && FIELDS[sort] !== "priceMinor" ? ["pricePrefixes"] : [];
  const names = ["status", ...(category === undefined ? [] : ["category"]), ...prefixes, FIELDS[sort], "_id"];
  return names.map((name) => `${name}_1`).join("_");
}

describe.each(COMBINATIONS)("a list of %o", (filter) => {
  test("is read along one index, from its beginning and behind a cursor, without a sort", async () => {
    const store = createProductStore(mongo);
    const head = await commandsOf(() => store.listHead(filter));
    const [list, count] = head.commands;
    const middle = head.answer.entries[100];
    if (!list || !middle) throw new Error("a list of more than a hundred products was expected");
    const behind = await commandsOf(() => store.listAfter(filter, middle, 25));
    expect(behind.answer).toEqual(head.answer.entries.slice(101, 126));
    for (const command of [list, ...behind.commands]) {
      const { stages, indexes, beyond } = await explain(mongo, command);
      expect(indexes).toEqual([indexFor(filter)]);
      expect(stages).not.toContain("SORT");
      expect(stages).not.toContain("COLLSCAN");
      expect(beyond).toBeLessThanOrEqual(MAX_BEYOND);
    }
    // Shelves are counted by their categories.
    expect(count === undefined).toBe(filter.minPrice === undefined && filter.maxPrice === undefined);
    if (count)
      expect((await explain(mongo, count)).indexes).toEqual([indexFor({ ...filter, sort: "price_asc" })]);
  });
});

describe.each(COMBINATIONS)("a search for a rare word in %o", (filter) => {
  test("reads what has the word, and nothing else", async () => {
    const store = createProductStore(mongo);
    const wanted = { ...filter, q: "thing 12" };
    const head = await commandsOf(() => store.listHead(wanted));
    const middle = head.answer.entries[10];
    if (!middle) throw new Error("more than ten products were expected");
    const behind = await commandsOf(() => store.listAfter(wanted, middle, 10));
    expect(behind.answer).toEqual(head.answer.entries.slice(11, 21));
    for (const commands of [head.commands, behind.commands]) {
      const explained = await Promise.all(commands.map((command) => explain(mongo, command)));
      // Which have "thing" (too many), which have "12", and the list among these.
      expect(explained.map(({ indexes }) => indexes)).toEqual([
        ["status_1_tokens_1"],
        ["status_1_tokens_1"],
        ["_id_"],
      ]);
      for (const { beyond } of explained) expect(beyond).toBeLessThanOrEqual(MAX_BEYOND);
    }
  });
});
