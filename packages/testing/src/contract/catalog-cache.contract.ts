import type { CatalogCache, ListHead, Product } from "@scarlet/domain/catalog";
import { beforeEach, describe, expect, test } from "vitest";
import { buildProduct } from "../builders/index.ts";

const mug = buildProduct("cached-mug");
const bowl = buildProduct("cached-bowl");
const edited = { ...mug, title: "Another name", contentVersion: 2 };
const HEAD: ListHead = { entries: [{ id: mug.id, value: 2400 }], total: 1, complete: true };

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
    beforeEach(async () => {
      cache = await open();
      loads = 0;
    });

    test("fills at the first read, answers from then on, and gives back what was put", async () => {
      expect(await cache.productBySlug(mug.slug, loading(mug))).toEqual({ value: mug, outcome: "miss" });
      expect(await cache.productBySlug(mug.slug, loading(mug))).toEqual({ value: mug, outcome: "hit" });
      expect(loads).toBe(1);
    });

    test("a product that does not exist is not found, and found once it exists", async () => {
      expect((await cache.productBySlug("new-mug", loading(null))).value).toBeNull();
      const created = buildProduct("new-mug");
      await cache.invalidateProduct(created.id, "content");
      expect((await cache.productBySlug("new-mug", loading(created))).value).toEqual(created);
    });

    test("asks for the missing ids only, and keeps the order of the ids", async () => {
      await cache.productsByIds([mug.id], byIds([mug, bowl]));
      let asked: readonly string[] = [];
      const { value, outcome } = await cache.productsByIds([bowl.id, mug.id], (missing) => {
        asked = missing;
        return Promise.resolve([bowl]);
      });
      expect(asked).toEqual([bowl.id]);
      expect(outcome).toBe("miss");
      expect(value.map(({ id }) => id)).toEqual([bowl.id, mug.id]);
      expect((await cache.productsByIds([mug.id, bowl.id], byIds([]))).outcome).toBe("hit");
    });

    test("nothing older than the version asked for is answered, whoever was told of the change", async () => {
      await cache.productsByIds([mug.id], byIds([mug]));
      const asked = new Map([[mug.id, edited.contentVersion]]);
      expect((await cache.productsByIds([mug.id], byIds([edited]), asked)).value).toEqual([edited]);
      loads = 0;
      const again = await cache.productsByIds([mug.id], byIds([edited]), asked);
      expect(again).toEqual({ value: [edited], outcome: "hit" });
      expect(loads).toBe(0);
    });

    test("remembers which product had a slug, as a hint", async () => {
      expect(cache.hintOf(mug.slug)).toBeNull();
      await cache.productBySlug(mug.slug, loading(mug));
      expect(cache.hintOf(mug.slug)).toBe(mug.id);
    });

    test("a changed product reads fresh by slug and by id at once", async () => {
      await cache.productBySlug(mug.slug, loading(mug));
      await cache.productsByIds([mug.id], byIds([mug]));
      await cache.invalidateProduct(mug.id, "content");
      expect((await cache.productBySlug(mug.slug, loading(edited))).value).toEqual(edited);
      expect((await cache.productsByIds([mug.id], byIds([edited]))).value).toEqual([edited]);
    });

    test("a change of stock alone costs no hit", async () => {
      await cache.productBySlug(mug.slug, loading(mug));
      await cache.list({ sort: "title" }, loading(HEAD));
      await cache.invalidateProduct(mug.id, "stock");
      expect((await cache.productBySlug(mug.slug, loading(mug))).outcome).toBe("hit");
      expect((await cache.list({ sort: "title" }, loading(HEAD))).outcome).toBe("hit");
    });

    test("a read that began before a change does not bring the old words back", async () => {
      let finish: (product: Product) => void = () => {};
      let slow: Promise<unknown> = Promise.resolve();
      await new Promise<void>((begun) => {
        slow = cache.productBySlug(mug.slug, () => {
          begun();
          return new Promise((resolve) => (finish = resolve));
        });
      });
      await cache.invalidateProduct(mug.id, "content");
      finish(mug);
      await slow;
      expect((await cache.productBySlug(mug.slug, loading(edited))).value).toEqual(edited);
    });

    test("lists are kept by filter, whatever the order of its fields, and dropped together", async () => {
      const price = { sort: "price_asc", category: "ceramics" } as const;
      expect(await cache.list(price, loading(HEAD))).toEqual({ value: HEAD, outcome: "miss" });
      const again = await cache.list({ category: "ceramics", sort: "price_asc" }, loading(HEAD));
      expect(again).toEqual({ value: HEAD, outcome: "hit" });
      expect((await cache.list({ sort: "title" }, loading(HEAD))).outcome).toBe("miss");
      await cache.invalidateLists();
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
      await cache.invalidateLists();
      expect(await hint?.stands()).toBeNull();
    });

    test("a load that fails is told, and the next read tries again", async () => {
      const failing = cache.productBySlug(mug.slug, () => Promise.reject(new Error("database away")));
      await expect(failing).rejects.toThrow("database away");
      expect((await cache.productBySlug(mug.slug, loading(mug))).value).toEqual(mug);
    });
  });
}
