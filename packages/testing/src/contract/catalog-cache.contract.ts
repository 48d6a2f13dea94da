import type { Cached, CatalogCache, ListHead, Product } from "@scarlet/domain/catalog";
import { beforeEach, describe, expect, test } from "vitest";
import { buildProduct } from "../builders/index.ts";

const mug = buildProduct("cached-mug");
const bowl = buildProduct("cached-bowl");
const edited = { ...mug, title: "Another name", contentVersion: 2 };
const HEAD: ListHead = { entries: [{ id: mug.id, value: 2400 }], total: 1, complete: true };

/** The versions that a read of stock would have told. */
const versionsOf = (...products: readonly Product[]) =>
  new Map(products.map(({ id, contentVersion }) => [id, contentVersion]));

/** What every catalog cache must keep while it works. */
export function describeCatalogCache(name: string, open: () => Promise<CatalogCache>): void {
  describe(`CatalogCache: ${name}`, () => {
    let cache: CatalogCache;
    let loads: number;
    const loading =
      <T>(value: T) =>
      () => {
        loads += 1;
        return Promise.resolve(value);
      };
    const byIds = (known: readonly Product[]) => (missing: readonly string[]) => {
      loads += 1;
      return Promise.resolve(known.filter(({ id }) => missing.includes(id)));
    };
    /** Reads a slug in a shop that has these products. */
    const bySlug = (slug: string, ...stored: readonly Product[]) => {
      const read = async (id: string): Promise<Cached<Product> | null> => {
        const { value, outcome } = await cache.productsByIds([id], byIds(stored), versionsOf(...stored));
        const [product] = value;
        return product?.slug === slug ? { value: product, outcome } : null;
      };
      const find = loading(stored.find((product) => product.slug === slug) ?? null);
      return cache.bySlug(slug, { read, find });
    };
    beforeEach(async () => {
      cache = await open();
      loads = 0;
    });

    test("fills at the first read, answers from then on, and gives back what was put", async () => {
      expect(await bySlug(mug.slug, mug)).toEqual({ value: mug, outcome: "miss" });
      expect(await bySlug(mug.slug, mug)).toEqual({ value: mug, outcome: "hit" });
      expect(loads).toBe(1);
    });

    test("a product that does not exist is not found, and found once it exists", async () => {
      const created = buildProduct("new-mug");
      expect(await bySlug(created.slug, mug)).toBeNull();
      expect((await bySlug(created.slug, mug, created))?.value).toEqual(created);
    });

    test("a slug that moved leads to the product that has it now, and from the old one nowhere", async () => {
      await bySlug(mug.slug, mug, bowl);
      const renamed = { ...mug, slug: "renamed-mug", contentVersion: 2 };
      const heir = { ...bowl, slug: mug.slug, contentVersion: 2 };
      expect((await bySlug(mug.slug, renamed, heir))?.value).toEqual(heir);
      expect((await bySlug("renamed-mug", renamed, heir))?.value).toEqual(renamed);
      expect(await bySlug(bowl.slug, renamed, heir)).toBeNull();
    });

    test("a product that left the shop is not found by the slug that it had", async () => {
      await bySlug(mug.slug, mug);
      expect(await bySlug(mug.slug)).toBeNull();
    });

    test("asks for the missing ids only, and keeps the order of the ids", async () => {
      const versions = versionsOf(mug, bowl);
      await cache.productsByIds([mug.id], byIds([mug, bowl]), versions);
      let asked: readonly string[] = [];
      const load = (missing: readonly string[]) => {
        asked = missing;
        return Promise.resolve([bowl]);
      };
      const { value, outcome } = await cache.productsByIds([bowl.id, mug.id], load, versions);
      expect(asked).toEqual([bowl.id]);
      expect(outcome).toBe("miss");
      expect(value.map(({ id }) => id)).toEqual([bowl.id, mug.id]);
      expect((await cache.productsByIds([mug.id, bowl.id], byIds([]), versions)).outcome).toBe("hit");
    });

    test("nothing older than the version asked for is answered, whoever was told of the change", async () => {
      await cache.productsByIds([mug.id], byIds([mug]), versionsOf(mug));
      const asked = versionsOf(edited);
      expect((await cache.productsByIds([mug.id], byIds([edited]), asked)).value).toEqual([edited]);
      loads = 0;
      const again = await cache.productsByIds([mug.id], byIds([edited]), asked);
      expect(again).toEqual({ value: [edited], outcome: "hit" });
      expect(loads).toBe(0);
    });

    test("what was edited between two reads is kept as what it is, not as what was asked for", async () => {
      // Stock told version 1; by the time of the load the database has version 2.
      expect((await cache.productsByIds([mug.id], byIds([edited]), versionsOf(mug))).value).toEqual([edited]);
      const hit = await cache.productsByIds([mug.id], byIds([]), versionsOf(edited));
      expect(hit).toEqual({ value: [edited], outcome: "hit" });
    });

    test("a load that began before a change does not bring the old words back", async () => {
      let finish: (products: Product[]) => void = () => {};
      const slow = cache.productsByIds(
        [mug.id],
        () => new Promise((done) => (finish = done)),
        versionsOf(mug),
      );
      await expect.poll(() => finish.length).toBe(1);
      const fresh = () => cache.productsByIds([mug.id], byIds([edited]), versionsOf(edited));
      // It does not wait for the slow one either.
      expect((await fresh()).value).toEqual([edited]);
      finish([mug]);
      expect((await slow).value).toEqual([mug]);
      expect(await fresh()).toEqual({ value: [edited], outcome: "hit" });
    });

    test("a product without a version is read from the database each time", async () => {
      for (const stored of [mug, edited])
        expect((await cache.productsByIds([mug.id], byIds([stored]), new Map())).value).toEqual([stored]);
      expect(loads).toBe(2);
    });

    test("remembers which product had a slug, as a hint", async () => {
      expect(cache.hintOf(mug.slug)).toBeNull();
      await bySlug(mug.slug, mug);
      expect(cache.hintOf(mug.slug)).toBe(mug.id);
    });

    test("lists are kept by filter, whatever the order of its fields, and dropped together", async () => {
      const price = { sort: "price_asc", category: "ceramics" } as const;
      expect(await cache.list(price, loading(HEAD))).toEqual({ value: HEAD, outcome: "miss" });
      const again = await cache.list({ category: "ceramics", sort: "price_asc" }, loading(HEAD));
      expect(again).toEqual({ value: HEAD, outcome: "hit" });
      expect((await cache.list({ sort: "title" }, loading(HEAD))).outcome).toBe("miss");
      await cache.invalidateProduct(mug.id);
      const empty = { entries: [], total: 0, complete: true };
      expect((await cache.list(price, loading(empty))).value).toEqual(empty);
    });

    test("remembers a list as a hint, and tells of it when it is another one by now", async () => {
      const filter = { sort: "title" } as const;
      expect(cache.listHint(filter)).toBeNull();
      await cache.list(filter, loading(HEAD));
      const hint = cache.listHint(filter);
      expect(hint?.head).toEqual(HEAD);
      expect(await hint?.stands()).toBe("hit");
      await cache.invalidateProduct(mug.id);
      expect(await hint?.stands()).toBeNull();
    });

    test("shelves are told as they are after a change", async () => {
      const shelf = { slug: "ceramics", name: "Ceramics", line: "Mugs and bowls.", productCount: 3 };
      expect((await cache.shelves(loading([shelf]))).value).toEqual([shelf]);
      await cache.invalidateProduct(mug.id);
      const fewer = { ...shelf, productCount: 2 };
      expect((await cache.shelves(loading([fewer]))).value).toEqual([fewer]);
    });

    test("neighbours are found once, and anew after a change", async () => {
      expect(cache.neighboursHint(mug.slug)).toBeNull();
      const find = (ids: readonly string[]) => cache.neighbours(mug.slug, loading(ids));
      expect(await find([bowl.id])).toEqual({ value: [bowl.id], outcome: "miss" });
      expect(await find([])).toEqual({ value: [bowl.id], outcome: "hit" });
      const hint = cache.neighboursHint(mug.slug);
      expect(hint?.ids).toEqual([bowl.id]);
      expect(await hint?.stands()).toBe("hit");
      await cache.invalidateProduct(bowl.id);
      expect(await hint?.stands()).toBeNull();
      expect((await find([])).value).toEqual([]);
      expect(loads).toBe(2);
    });

    test("a load that fails is told, and the next read tries again", async () => {
      const read = () => Promise.resolve(null);
      const failing = cache.bySlug(mug.slug, {
        read,
        find: () => Promise.reject(new Error("database away")),
      });
      await expect(failing).rejects.toThrow("database away");
      expect((await bySlug(mug.slug, mug))?.value).toEqual(mug);
    });
  });
}
