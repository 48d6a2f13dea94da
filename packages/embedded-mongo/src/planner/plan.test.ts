import { Binary } from "bson";
import { describe, expect, it } from "vitest";
import type { Doc } from "../bson/index.ts";
import { type Collection, createIndex, normalizeSpec } from "../catalog/index.ts";
import { compileFilter, compileSort } from "../query/index.ts";
import { type Plan, planQuery } from "./index.ts";

const env = { now: new Date(0) };
/** Every field of an index holds arrays. */
const ALL = -1;

function collectionWith(specs: readonly Doc[], { arrays = 0, readyAt = 0 } = {}): Collection {
  const all = [{ v: 2, key: { _id: 1 }, name: "_id_" }, ...specs.map(normalizeSpec)];
  return {
    number: 1,
    uuid: new Binary(Buffer.alloc(16), 4),
    db: "d",
    name: "c",
    options: {},
    indexes: all.map((spec, i) =>
      createIndex(i + 1, spec, { arrays: i > 0 ? arrays : 0, readyAt: i > 0 ? readyAt : 0 }),
    ),
    validator: undefined,
    dropped: false,
    createdAt: 0,
  };
}

function plan(collection: Collection, filterDoc: Doc, sortDoc?: Doc, moment = Infinity): Plan {
  const sort = sortDoc ? compileSort(sortDoc) : undefined;
  return planQuery(collection, { filter: compileFilter(filterDoc, env), filterDoc, sort, moment });
}

function indexName(found: Plan): string {
  return found.kind === "index" ? found.index.name : found.kind;
}

describe("choosing an index", () => {
  const shop = collectionWith([
    { key: { shop: 1, price: -1 } },
    { key: { sku: 1 }, unique: true },
    { key: { price: 1 } },
  ]);

  it("prefers a whole unique key to everything else", () => {
    expect(indexName(plan(shop, { sku: "a", shop: 1, price: 3 }))).toBe("sku_1");
  });

  it("prefers several whole unique keys to all but a single one", () => {
    expect(indexName(plan(shop, { _id: { $in: [1, 2] }, shop: 1, price: 3 }, { price: 1 }))).toBe("_id_");
    expect(indexName(plan(shop, { _id: { $in: [1, 2] }, sku: "a" }))).toBe("sku_1");
  });

  it("walks equality and order in one compound index, forwards and backwards", () => {
    const down = plan(shop, { shop: 1 }, { price: -1 });
    const up = plan(shop, { shop: 1 }, { price: 1 });
    expect([indexName(down), down.ordered, down.kind === "index" && down.reverse]).toEqual([
      "shop_1_price_-1",
      true,
      false,
    ]);
    expect([indexName(up), up.ordered, up.kind === "index" && up.reverse]).toEqual([
      "shop_1_price_-1",
      true,
      true,
    ]);
  });

  it("walks one stretch for each value side by side where each is in order", () => {
    const found = plan(shop, { shop: { $in: [1, 2, 3] } }, { price: 1 });
    expect([indexName(found), found.ordered, found.kind === "index" && found.streams?.length]).toEqual([
      "shop_1_price_-1",
      true,
      3,
    ]);
    expect(plan(shop, { shop: { $in: [1, 2] } }, { shop: 1, price: 1 }).ordered).toBe(false);
    const many = Array.from({ length: 201 }, (_, i) => i);
    expect(plan(shop, { shop: { $in: many } }, { price: 1 }).ordered).toBe(false);
  });

  it("sorts by an index alone where no filter narrows", () => {
    const found = plan(shop, {}, { price: -1 });
    expect([indexName(found), found.ordered]).toEqual(["price_1", true]);
  });

  it("reads the collection where nothing helps", () => {
    expect(plan(shop, { colour: "red" }).kind).toBe("collection");
  });

  it("walks one index for each branch of an $or, and none if a branch has none", () => {
    expect(plan(shop, { $or: [{ sku: "a" }, { price: { $gt: 3 } }] }).kind).toBe("union");
    expect(plan(shop, { $or: [{ sku: "a" }, { colour: "red" }] }).kind).toBe("collection");
  });

  it("leaves alone an index that was finished after the snapshot was taken", () => {
    const late = collectionWith([{ key: { a: 1 } }], { readyAt: 10 });
    expect(plan(late, { a: 1 }, undefined, 9).kind).toBe("collection");
    expect(indexName(plan(late, { a: 1 }, undefined, 10))).toBe("a_1");
  });
});

describe("indexes that do not hold every document", () => {
  it("uses a sparse index only where missing values cannot match", () => {
    const sparse = collectionWith([{ key: { a: 1 }, sparse: true }]);
    expect(indexName(plan(sparse, { a: 5 }))).toBe("a_1");
    expect(plan(sparse, { a: null }).kind).toBe("collection");
    expect(plan(sparse, {}, { a: 1 }).kind).toBe("collection");
  });

  it("uses a partial index only where the filter implies its condition", () => {
    const partial = collectionWith([{ key: { a: 1 }, partialFilterExpression: { stock: { $gt: 5 } } }]);
    expect(indexName(plan(partial, { a: 1, stock: { $gt: 6 } }))).toBe("a_1");
    expect(indexName(plan(partial, { a: 1, stock: 9 }))).toBe("a_1");
    expect(plan(partial, { a: 1, stock: { $gte: 5 } }).kind).toBe("collection");
    expect(plan(partial, { a: 1 }).kind).toBe("collection");
  });

  it("takes the same condition written out for implied, whatever it is", () => {
    const typed = collectionWith([{ key: { a: 1 }, partialFilterExpression: { a: { $type: "string" } } }]);
    expect(indexName(plan(typed, { a: { $type: "string" } }, { a: 1 }))).toBe("a_1");
    expect(plan(typed, { a: "x" }).kind).toBe("collection");
  });
});

describe("indexes of arrays", () => {
  const tags = collectionWith([{ key: { tags: 1 } }], { arrays: ALL });

  it("give no order and no exact count", () => {
    const found = plan(tags, { tags: { $gt: "a" } }, { tags: 1 });
    expect([indexName(found), found.ordered, found.kind === "index" && found.exactPaths.size]).toEqual([
      "tags_1",
      false,
      0,
    ]);
  });

  it("do not join two ranges, which two elements may meet", () => {
    const found = plan(tags, { tags: { $gt: "x", $lt: "b" } });
    expect(found.kind === "index" && found.ranges.length).toBe(1);
    const range = found.kind === "index" ? found.ranges[0] : undefined;
    expect(Buffer.compare(range?.lower ?? Buffer.alloc(0), range?.upper ?? Buffer.alloc(0))).toBe(-1);
  });

  it("give the order of a field that holds none, behind one element of those that do", () => {
    const held = collectionWith([{ key: { status: 1, tags: 1, end: 1 } }], { arrays: 0b010 });
    const found = plan(held, { status: "open", tags: "a", end: { $gt: 3 } }, { end: 1 });
    expect([indexName(found), found.ordered]).toEqual(["status_1_tags_1_end_1", true]);
    expect(plan(held, { status: "open", end: 3 }, { tags: 1 }).ordered).toBe(false);
    expect(plan(held, { status: "open", tags: "a" }, { tags: 1, end: 1 }).ordered).toBe(false);
  });

  it("bound two paths through one array by the first only", () => {
    const items = collectionWith([{ key: { "items.a": 1, "items.b": 1 } }], { arrays: ALL });
    const both = plan(items, { "items.a": 1, "items.b": 2 });
    const first = plan(items, { "items.a": 1 });
    expect(both.kind === "index" && both.ranges).toEqual(first.kind === "index" && first.ranges);
  });
});

describe("hints", () => {
  const collection = collectionWith([{ key: { a: 1 } }]);
  const ask = (hint: object, between?: object): Plan => {
    const filter = compileFilter({}, env);
    return planQuery(collection, {
      filter,
      filterDoc: {},
      hint: hint as never,
      between: between as never,
      moment: Infinity,
    });
  };

  it("are followed by name, by key and by natural order", () => {
    expect(indexName(ask({ name: "a_1", natural: false, reverse: false }))).toBe("a_1");
    expect(indexName(ask({ key: { a: 1 }, natural: false, reverse: false }))).toBe("a_1");
    expect(ask({ natural: true, reverse: true })).toMatchObject({ kind: "collection", reverse: true });
  });

  it("are refused when they name no index", () => {
    expect(() => ask({ name: "b_1", natural: false, reverse: false })).toThrow(
      /hint provided does not correspond/,
    );
  });

  it("are refused in a snapshot that is older than their index, which would hold too little of it", () => {
    const late = collectionWith([{ key: { a: 1 } }], { readyAt: 10 });
    const hint = { name: "a_1", natural: false, reverse: false };
    const question = { filter: compileFilter({}, env), filterDoc: {}, hint };
    expect(() => planQuery(late, { ...question, moment: 9 })).toThrow(/newer than the snapshot/);
    expect(indexName(planQuery(late, { ...question, moment: 10 }))).toBe("a_1");
  });

  it("are needed for min and max, which must fit the index", () => {
    expect(() =>
      planQuery(collection, {
        filter: compileFilter({}, env),
        filterDoc: {},
        between: { min: { a: 1 }, max: undefined },
        moment: 1,
      }),
    ).toThrow(/hint/);
    expect(() => ask({ name: "a_1", natural: false, reverse: false }, { min: { b: 1 } })).toThrow(
      /incompatible/,
    );
  });
});
