import type { Product, ProductFilter, Sort } from "@scarlet/domain/catalog";
import { SORTS } from "@scarlet/domain/catalog";
import { matchesTerms, searchTerms, searchTokens, sortKey } from "@scarlet/domain/kernel";
import { buildProduct } from "@scarlet/testing/builders";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProductStore, putCategories } from "../src/catalog/index.ts";
import { addProducts } from "../src/inventory/index.ts";
import { connectMongo, type Mongo } from "../src/mongo/index.ts";
import { CATEGORIES, openTestDatabase, type TestDatabase } from "./harness/database.ts";
import { explain, watchCommands } from "./harness/explain.ts";
import { NO_FENCE } from "./harness/no-fence.ts";

// Which index answers each list and search that a caller can ask for: so that it costs what it shows, however many
// products there are. The same indexes are expected of the embedded server and of a real MongoDB.

const PRODUCTS = 1_500;
const AT_ONCE = 100;
const MAKERS = ["Alder", "Birch", "Cove", "Drift", "Elm"];
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
  const products = PRODUCTS_OF_THE_TEST;
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
      title: `${MAKERS[index % 5]} Thing ${(index * 31) % PRODUCTS}${index < 250 ? ` no${index}` : ""}`,
      category: index % 3 === 0 ? "ceramics" : "lamps",
      publishedAt: new Date(Date.UTC(2025, 0, 1) + ((index * 613) % PRODUCTS) * 60_000),
    },
  );
}

const PRODUCTS_OF_THE_TEST = Array.from({ length: PRODUCTS }, (_, index) => productAt(index));
/** What each search and each sort reads of a title, made once. */
const READ = PRODUCTS_OF_THE_TEST.map((product) => ({
  product,
  tokens: searchTokens(product.title),
  sortTitle: sortKey(product.title),
}));

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

/** A word of all, a beginning, two words, marks inside. */
const SEARCHES = ["thing", "al", "birch thing", "thing-cove"];
/** Matches of anything but one word alone are counted so far. */
const MAX_COUNTED = 1_000;
const SEARCHED = COMBINATIONS.flatMap((filter) => SEARCHES.map((q) => ({ ...filter, q })));
const IN_ORDER =
  /^status_1_(category_1_)?((tokens|pricePrefixes)_1_)?(publishedAt|priceMinor|sortTitle)_1__id_1$/;

/** What a search should list, looked for one by one. */
function idsFor({ q, category, minPrice = 0, maxPrice = Infinity, sort }: ProductFilter): string[] {
  const field = FIELDS[sort] as "publishedAt" | "priceMinor";
  const terms = searchTerms(q) ?? [];
  const wanted = READ.filter(
    ({ product, tokens }) =>
      matchesTerms(tokens, terms) &&
      (category === undefined || product.category === category) &&
      product.priceMinor >= minPrice &&
      product.priceMinor <= maxPrice,
  ).map(({ product, sortTitle }) => ({
    id: product.id,
    at: sort === "title" ? sortTitle : product[field].valueOf(),
  }));
  const sign = sort === "newest" || sort === "price_desc" ? -1 : 1;
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  return wanted.toSorted((a, b) => sign * (compare(a.at, b.at) || compare(a.id, b.id))).map(({ id }) => id);
}

describe.each(SEARCHED)("a search in %o", (filter) => {
  test("is read along one index in the order of the list, from its beginning and behind a cursor", async () => {
    const store = createProductStore(mongo);
    const wanted = idsFor(filter);
    expect(wanted.length, "a list that is worth a page").toBeGreaterThan(4);
    const head = await commandsOf(() => store.listHead(filter));
    expect(head.answer.entries.map(({ id }) => id)).toEqual(wanted.slice(0, 240));
    const isOneWord = Object.keys(filter).length === 2 && /^[a-z]+$/.test(filter.q);
    expect(head.answer.total).toBe(isOneWord ? wanted.length : Math.min(wanted.length, MAX_COUNTED));
    const middle = head.answer.entries[2];
    if (!middle) throw new Error("more than four products were expected");
    const behind = await commandsOf(() => store.listAfter(filter, middle, 10));
    expect(behind.answer.map(({ id }) => id)).toEqual(wanted.slice(3, 13));
    for (const command of [...head.commands, ...behind.commands]) {
      const { stages, indexes, beyond } = await explain(mongo, command);
      expect(stages).not.toContain("SORT");
      expect(stages).not.toContain("COLLSCAN");
      expect(indexes).toHaveLength(1);
      expect(indexes[0]).toMatch(IN_ORDER);
      expect(beyond).toBeLessThanOrEqual(MAX_BEYOND);
    }
  });
});

describe("a search for the beginning of very many words", () => {
  test("that few products have looks at those alone", async () => {
    const store = createProductStore(mongo);
    const filter: ProductFilter = { sort: "newest", q: "thing no" };
    const { answer, commands } = await commandsOf(() => store.listHead(filter));
    expect(answer.entries.map(({ id }) => id)).toEqual(idsFor(filter).slice(0, 240));
    for (const command of commands) {
      const { stages, beyond } = await explain(mongo, command);
      expect(stages).not.toContain("COLLSCAN");
      expect(beyond).toBeLessThanOrEqual(MAX_BEYOND);
    }
  });
});
