import { LIST_HEAD_SIZE, type ListProductsInput, SORTS } from "@scarlet/domain/catalog";
import { buildProduct, staff, user } from "@scarlet/testing/builders";
import { stockUp } from "@scarlet/testing/memory";
import * as fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { openShop, type Shop } from "../../test/memory-shop.ts";
import { listCachedProducts } from "../cache/index.ts";
import { getProduct, listProducts, listShelves, pageOfProducts } from "./index.ts";

const marta = user("marta");
const code = (word: string) => expect.objectContaining({ code: word });
let shop: Shop;

/** `count` products, every `soldOutEach`-th of them sold out. Several share a price. */
function fill(count: number, soldOut: (i: number) => boolean): string[] {
  return Array.from({ length: count }, (_, i) => {
    const product = buildProduct(
      `thing-${String(i).padStart(4, "0")}`,
      { [`THING-${i}`]: 1000 + (i % 7) * 100 },
      {
        publishedAt: new Date(Date.UTC(2025, 1, 1, 0, i)),
      },
    );
    stockUp(shop.db, product, soldOut(i) ? 0 : 1 + (i % 5));
    return product.slug;
  });
}

/** All slugs of a list, walked by its cursors. */
async function walk(input: Partial<ListProductsInput>): Promise<string[]> {
  const slugs: string[] = [];
  let cursor: string | null | undefined;
  do {
    const { value } = await listProducts(shop.as(marta), {
      sort: "newest",
      limit: 24,
      ...input,
      ...(cursor ? { cursor } : {}),
    });
    expect(value.items.length).toBeLessThanOrEqual(input.limit ?? 24);
    slugs.push(...value.items.map(({ slug }) => slug));
    cursor = value.nextCursor;
  } while (cursor);
  return slugs;
}

beforeEach(() => {
  shop = openShop();
});

describe("one product", () => {
  test("opens with words, price and stock of each of its SKUs", async () => {
    stockUp(shop.db, buildProduct("mug", { "MUG-1": 2600, "MUG-2": 2400 }), { "MUG-1": 3, "MUG-2": 0 });
    const { value, outcome } = await getProduct(shop.as(marta), { slug: "mug" });
    expect(value).toMatchObject({
      priceMinor: 2400,
      availableStock: 3,
      description: "Thrown by hand.",
      freeAt: null,
      skus: [
        { sku: "MUG-1", priceMinor: 2600, availableStock: 3, lowStockAt: 3, held: false },
        { sku: "MUG-2", priceMinor: 2400, availableStock: 0 },
      ],
    });
    expect(outcome).toBe("miss");
    expect((await getProduct(shop.as(marta), { slug: "mug" })).outcome).toBe("hit");
  });

  test("is counted when its page is read, and staff see which ones are read most", async () => {
    for (const slug of ["mug", "plate"]) stockUp(shop.db, buildProduct(slug), 1);
    for (const slug of ["plate", "mug", "plate"]) await getProduct(shop.as(marta), { slug });
    await expect(getProduct(shop.as(marta), { slug: "nothing" })).rejects.toThrow();
    const inventory = shop.as(staff("inventory"));
    expect(await listCachedProducts(inventory, {})).toMatchObject([
      { slug: "plate", reads: 2 },
      { slug: "mug", reads: 1 },
    ]);
    expect(await listCachedProducts(inventory, { q: "mu" })).toMatchObject([{ slug: "mug", reads: 1 }]);
    await expect(listCachedProducts(shop.as(marta), {})).rejects.toEqual(code("accounts.forbidden"));
  });

  test("an unknown or unpublished one is not found, also when the cache still has it", async () => {
    const mug = buildProduct("mug");
    stockUp(shop.db, mug, 1);
    await expect(getProduct(shop.as(marta), { slug: "nothing" })).rejects.toEqual(
      code("catalog.product_not_found"),
    );
    await getProduct(shop.as(marta), { slug: "mug" });
    shop.db.products.set(mug.id, { ...mug, status: "archived" });
    await shop.services.catalogCache.invalidateProduct(mug.id);
    await expect(getProduct(shop.as(marta), { slug: "mug" })).rejects.toEqual(
      code("catalog.product_not_found"),
    );
  });
});

describe("lists by cursor", () => {
  test("every product once, in order, past the end of the cached head, in every sort", async () => {
    fill(LIST_HEAD_SIZE + 60, () => false);
    for (const sort of SORTS) {
      const slugs = await walk({ sort, limit: 50 });
      expect(slugs).toHaveLength(LIST_HEAD_SIZE + 60);
      expect(new Set(slugs).size).toBe(slugs.length);
    }
    expect((await walk({ limit: 100 })).slice(0, 2)).toEqual(["thing-0299", "thing-0298"]);
  });

  test("in stock only: exactly those in stock, whatever is sold out and however the pages fall", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        async (soldOut, limit) => {
          shop = openShop();
          const slugs = fill(soldOut.length, (i) => soldOut[i] ?? false);
          const inStock = slugs.filter((_, i) => !soldOut[i]).toReversed();
          expect(await walk({ inStock: true, limit })).toEqual(inStock);
          expect(await walk({ limit })).toEqual(slugs.toReversed());
        },
      ),
      { numRuns: 60 },
    );
  });

  test("in stock only, when nearly all is sold out behind the head: found all the same", async () => {
    fill(1500, (i) => i % 400 !== 3);
    expect(await walk({ inStock: true })).toEqual(["thing-1203", "thing-0803", "thing-0403", "thing-0003"]);
  });

  test("a product that sells out or comes back between two pages moves no other", async () => {
    const slugs = fill(10, () => false).toReversed();
    const first = (await listProducts(shop.as(marta), { sort: "newest", limit: 4, inStock: true })).value;
    for (const i of [9, 8, 5]) stockUp(shop.db, buildProduct(`thing-000${i}`, [`THING-${i}`]), 0);
    const cursor = first.nextCursor ?? "";
    const rest = (await listProducts(shop.as(marta), { sort: "newest", limit: 10, inStock: true, cursor }))
      .value;
    expect([...first.items, ...rest.items].map(({ slug }) => slug)).toEqual(
      slugs.filter((slug) => slug !== "thing-0005"),
    );
    expect(rest.nextCursor).toBeNull();
  });

  test("a product that left the shop since the list was kept is left out", async () => {
    fill(5, () => false);
    await walk({});
    const gone = buildProduct("thing-0002", ["THING-2"]);
    shop.db.products.delete(gone.id);
    await shop.services.catalogCache.invalidateProduct(gone.id);
    expect(await walk({})).not.toContain("thing-0002");
    expect(await walk({})).toHaveLength(4);
  });

  test("a cursor that this list did not hand out is refused", async () => {
    fill(30, () => false);
    const { value } = await listProducts(shop.as(marta), { sort: "newest", limit: 5 });
    const cursor = value.nextCursor ?? "";
    const refused = code("input.invalid_cursor");
    await expect(listProducts(shop.as(marta), { sort: "title", limit: 5, cursor })).rejects.toEqual(refused);
    for (const forged of ["x", "e30", `${cursor}x`]) {
      await expect(
        listProducts(shop.as(marta), { sort: "newest", limit: 5, cursor: forged }),
      ).rejects.toEqual(refused);
    }
  });

  test("tells how the cache answered: miss, hit, and bypass behind the head", async () => {
    fill(LIST_HEAD_SIZE + 5, () => false);
    const first = await listProducts(shop.as(marta), { sort: "newest", limit: 100 });
    expect(first.outcome).toBe("miss");
    expect((await listProducts(shop.as(marta), { sort: "newest", limit: 100 })).outcome).toBe("hit");
    const last = await pageOfProducts(shop.as(marta), { sort: "newest", limit: 80, page: 3 });
    const cursor = last.value.nextCursor ?? "";
    const behind = await listProducts(shop.as(marta), { sort: "newest", limit: 100, cursor });
    expect(behind).toMatchObject({ outcome: "bypass", value: { nextCursor: null } });
    expect(behind.value.items).toHaveLength(5);
  });
});

describe("numbered pages", () => {
  test("as far as the head reaches; the last leads on by cursor; behind the last there is nothing", async () => {
    fill(LIST_HEAD_SIZE + 1, () => false);
    const page = async (n: number, limit = 24) =>
      (await pageOfProducts(shop.as(marta), { sort: "newest", limit, page: n })).value;
    expect(await page(2)).toMatchObject({ page: 2, pages: 10, total: LIST_HEAD_SIZE + 1 });
    const tenth = await page(10);
    expect(tenth.items).toHaveLength(24);
    const cursor = tenth.nextCursor ?? "";
    const rest = (await listProducts(shop.as(marta), { sort: "newest", limit: 24, cursor })).value;
    expect(rest.items.map(({ slug }) => slug)).toEqual(["thing-0000"]);
    expect((await page(3, 100)).items).toHaveLength(40);
    expect(await page(4, 100)).toMatchObject({ items: [], pages: 3, nextCursor: null });
  });

  test("of what is in stock: full pages, and together with the cursor all of it once", async () => {
    fill(60, (i) => i % 3 !== 0);
    const seen: string[] = [];
    for (const page of [1, 2]) {
      const { value } = await pageOfProducts(shop.as(marta), {
        sort: "newest",
        limit: 10,
        page,
        inStock: true,
      });
      expect(value).toMatchObject({ pages: 2, total: 60 });
      seen.push(...value.items.map(({ slug }) => slug));
      expect(value.nextCursor === null).toBe(page === 2);
    }
    expect(seen).toEqual(await walk({ inStock: true }));
  });

  test("of what is in stock all is found, however many are sold out before it", async () => {
    fill(1500, (i) => i >= 70);
    const seen: string[] = [];
    for (const page of [1, 2, 3]) {
      const { value } = await pageOfProducts(shop.as(marta), {
        sort: "newest",
        limit: 24,
        page,
        inStock: true,
      });
      expect(value).toMatchObject({ page, pages: 3 });
      seen.push(...value.items.map(({ slug }) => slug));
      expect(value.nextCursor === null).toBe(page === 3);
    }
    expect(seen).toHaveLength(70);
    expect(seen).toEqual(await walk({ inStock: true }));
  });

  test("where more is sold out than one answer looks at, a cursor leads on until all is found", async () => {
    fill(5000, (i) => i >= 2);
    const { value } = await pageOfProducts(shop.as(marta), {
      sort: "newest",
      limit: 24,
      page: 1,
      inStock: true,
    });
    expect(value).toMatchObject({ items: [], pages: 0 });
    const cursor = value.nextCursor ?? "";
    const rest = (await listProducts(shop.as(marta), { sort: "newest", limit: 24, inStock: true, cursor }))
      .value;
    expect(rest.items.map(({ slug }) => slug)).toEqual(["thing-0001", "thing-0000"]);
  });

  test("full pages of what is in stock lead on behind the last of them, and nothing is met twice", async () => {
    fill(800, (i) => i % 2 === 0);
    const tenth = (
      await pageOfProducts(shop.as(marta), { sort: "newest", limit: 24, page: 10, inStock: true })
    ).value;
    expect(tenth).toMatchObject({ pages: 10 });
    const all = await walk({ inStock: true });
    expect(tenth.items.map(({ slug }) => slug)).toEqual(all.slice(216, 240));
    const cursor = tenth.nextCursor ?? "";
    const rest = (await listProducts(shop.as(marta), { sort: "newest", limit: 100, inStock: true, cursor }))
      .value;
    expect(rest.items.map(({ slug }) => slug)).toEqual(all.slice(240, 340));
  });

  test("an empty list has no pages", async () => {
    const { value } = await pageOfProducts(shop.as(marta), {
      sort: "newest",
      limit: 24,
      page: 1,
      q: "hammock",
    });
    expect(value).toEqual({ items: [], page: 1, pages: 0, total: 0, nextCursor: null });
  });
});

test("shelves tell how many products stand on each", async () => {
  fill(3, () => false);
  const { value } = await listShelves(shop.as(marta));
  expect(value).toMatchObject([{ slug: "ceramics", productCount: 3 }]);
});
