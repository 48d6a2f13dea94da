import { LIST_HEAD_SIZE } from "@scarlet/domain/catalog";
import { buildProduct, user } from "@scarlet/testing/builders";
import { stockUp } from "@scarlet/testing/memory";
import { beforeEach, expect, test } from "vitest";
import { openShop, type Shop } from "../../test/memory-shop.ts";
import { listNeighbours } from "./index.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});

const thing = (i: number) => `thing-${String(i).padStart(4, "0")}`;
const things = (...places: readonly number[]) => places.map(thing);

/** A shelf of so many things, the highest number the newest. */
function fill(count: number): void {
  for (let i = 0; i < count; i += 1) {
    const publishedAt = new Date(Date.UTC(2025, 1, 1, 0, i));
    stockUp(shop.db, buildProduct(thing(i), [`THING-${i}`], { publishedAt }), i % 3);
  }
}

async function beside(slug: string) {
  const { value, outcome } = await listNeighbours(shop.as(user("marta")), { slug });
  return { slugs: value.items.map((card) => card.slug), outcome };
}

test("is what follows it on its shelf, sold out or not, and the shelf's beginning behind its end", async () => {
  fill(9);
  const lamp = buildProduct("lamp", ["LAMP-1"], { category: "lamps", publishedAt: new Date("2025-02-01") });
  stockUp(shop.db, lamp, 1);
  expect((await beside(thing(8))).slugs).toEqual(things(7, 6, 5, 4));
  expect((await beside(thing(4))).slugs).toEqual(things(3, 2, 1, 0));
  expect((await beside(thing(2))).slugs).toEqual(things(1, 0, 8, 7));
  expect((await beside(thing(0))).slugs).toEqual(things(8, 7, 6, 5));
  expect((await beside("lamp")).slugs).toEqual([]);
});

test("on a small shelf is all that there is, without itself and nothing twice", async () => {
  fill(3);
  expect((await beside(thing(1))).slugs).toEqual(things(0, 2));
});

test("is found behind the kept beginning of the shelf too, across its edge, and from there on a hit", async () => {
  const count = LIST_HEAD_SIZE + 9;
  fill(count);
  const nth = (place: number) => count - 1 - place;
  const all = things(...Array.from({ length: count }, (_, place) => nth(place)));
  for (const place of [LIST_HEAD_SIZE - 5, LIST_HEAD_SIZE - 3, LIST_HEAD_SIZE - 1, LIST_HEAD_SIZE + 2]) {
    expect((await beside(thing(nth(place)))).slugs).toEqual(all.slice(place + 1, place + 5));
    expect((await beside(thing(nth(place)))).outcome).toBe("hit");
  }
  expect((await beside(thing(1))).slugs).toEqual([thing(0), ...all.slice(0, 3)]);
});

test("every product of a shelf stands beside four others, so that its sale changes the pages of few", async () => {
  fill(40);
  const seen = new Map<string, number>();
  for (let i = 0; i < 40; i += 1)
    for (const slug of (await beside(thing(i))).slugs) seen.set(slug, (seen.get(slug) ?? 0) + 1);
  expect([...seen.values()]).toEqual(Array(40).fill(4));
});

test("changes with what comes between, leaves, or moves to another shelf, and nowhere else", async () => {
  fill(30);
  const told = async () =>
    new Map(
      await Promise.all(things(...Array(30).keys()).map(async (slug) => [slug, await beside(slug)] as const)),
    );
  const differing = async (before: Awaited<ReturnType<typeof told>>) => {
    const after = await told();
    return [...after].flatMap(([slug, { slugs }]) =>
      String(slugs) === String(before.get(slug)?.slugs) ? [] : [slug],
    );
  };
  let before = await told();
  const between = buildProduct("between", ["BETWEEN-1"], {
    publishedAt: new Date(Date.UTC(2025, 1, 1, 0, 20, 30)),
  });
  stockUp(shop.db, between, 1);
  await shop.services.catalogCache.invalidateProduct(between.id);
  expect(await differing(before)).toEqual(things(21, 22, 23, 24));
  expect((await beside(thing(22))).slugs).toEqual([thing(21), "between", thing(20), thing(19)]);
  before = await told();
  for (const change of [{ status: "archived" }, { status: "published" }, { category: "lamps" }] as const) {
    shop.db.products.set(between.id, { ...between, ...change });
    await shop.services.catalogCache.invalidateProduct(between.id);
    expect(await differing(before)).toEqual(things(21, 22, 23, 24));
    before = await told();
  }
});

test("shows stock as it is now, from one question where nothing else changed", async () => {
  fill(6);
  await beside(thing(5));
  stockUp(shop.db, buildProduct(thing(4), ["THING-4"]), 0);
  const { value, outcome } = await listNeighbours(shop.as(user("marta")), { slug: thing(5) });
  expect(value.items[0]).toMatchObject({ slug: thing(4), availableStock: 0 });
  expect(outcome).toBe("hit");
});

test("of what is not there is not found", async () => {
  await expect(beside("nothing")).rejects.toMatchObject({ code: "catalog.product_not_found" });
});

test("what this process knew before, and what stands no more, is not shown", async () => {
  fill(6);
  const ctx = shop.as(user("marta"));
  const newest = [...shop.db.products.values()].find(({ slug }) => slug === thing(5));
  const neighboursHint = () => ({ ids: [newest?.id ?? ""], stands: async () => null });
  const { value } = await listNeighbours(
    { ...ctx, catalogCache: { ...ctx.catalogCache, neighboursHint } },
    { slug: thing(5) },
  );
  expect(value.items.map(({ slug }) => slug)).toEqual(things(4, 3, 2, 1));
});
