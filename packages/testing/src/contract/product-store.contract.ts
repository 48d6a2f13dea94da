import {
  type ListEntry,
  type Product,
  type ProductFilter,
  type ProductStore,
  readListCursor,
  SORTS,
  writeListCursor,
} from "@scarlet/domain/catalog";
import { cursorSchema } from "@scarlet/domain/kernel";
import { beforeEach, describe, expect, test } from "vitest";
import { buildProduct, productIdOf } from "../builders/index.ts";

const day = (n: number) => new Date(Date.UTC(2025, 10, n));
const PRODUCTS: Product[] = [
  buildProduct("ember-mug", { "P-MUG": 2400 }, { title: "Ember Mug", publishedAt: day(1) }),
  buildProduct(
    "clearing-lamp",
    { "P-LAMP": 16800, "P-LAMP-2": 17400 },
    {
      title: "Clearing Lamp",
      category: "lamps",
      publishedAt: day(2),
    },
  ),
  buildProduct(
    "crème-bowl".replace("è", "e"),
    { "P-BOWL": 2400 },
    { title: "Crème Bowl", publishedAt: day(3) },
  ),
  buildProduct(
    "hidden-vase",
    { "P-VASE": 100 },
    { title: "Hidden Vase", status: "draft", publishedAt: day(4) },
  ),
];
const [mug, lamp, bowl] = ["ember-mug", "clearing-lamp", "creme-bowl"].map(productIdOf);

/** What every product store must find. `open` puts these products in, with categories "ceramics" and "lamps". */
export function describeProductStore(
  name: string,
  open: (products: readonly Product[]) => Promise<ProductStore>,
): void {
  describe(`ProductStore: ${name}`, () => {
    let products: ProductStore;
    const list = async (filter: Partial<ProductFilter>) =>
      (await products.listHead({ sort: "newest", ...filter })).entries.map(({ id }) => id);
    beforeEach(async () => {
      products = await open(PRODUCTS);
    });

    test("finds published products as they were put, and no others", async () => {
      expect(await products.findBySlug("clearing-lamp")).toEqual(PRODUCTS[1]);
      expect(await products.findBySlug("hidden-vase")).toBeNull();
      expect(await products.findBySlug("nothing")).toBeNull();
      const ids = PRODUCTS.map(({ id }) => id);
      const found = await products.findByIds([...ids, productIdOf("nothing")]);
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set([mug, lamp, bowl]));
      expect(found).toHaveLength(3);
    });

    test("finds owners of SKUs whatever their status", async () => {
      const found = await products.findBySkus(["P-LAMP-2", "P-VASE", "P-NOTHING"]);
      expect(
        found.map(({ slug, status }) => [slug, status] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
      ).toEqual([
        ["clearing-lamp", "published"],
        ["hidden-vase", "draft"],
      ]);
    });

    test("sorts", async () => {
      expect(await list({ sort: "newest" })).toEqual([bowl, lamp, mug]);
      expect((await list({ sort: "price_asc" })).at(-1)).toBe(lamp);
      expect((await list({ sort: "price_desc" })).at(0)).toBe(lamp);
      expect(await list({ sort: "title" })).toEqual([lamp, bowl, mug]);
    });

    test("filters by category, price bounds inclusive, and beginnings of words without accents", async () => {
      expect(await list({ category: "lamps" })).toEqual([lamp]);
      expect(await list({ category: "nothing" })).toEqual([]);
      expect(await list({ minPrice: 2401 })).toEqual([lamp]);
      expect(await list({ minPrice: 2400, maxPrice: 2400 })).toEqual([bowl, mug]);
      expect(await list({ minPrice: 2400, maxPrice: 16_799 })).toEqual([bowl, mug]);
      expect(await list({ maxPrice: 16_800, category: "lamps" })).toEqual([lamp]);
      expect(await list({ minPrice: 2401, maxPrice: 2400 })).toEqual([]);
      for (const q of ["mug", "EMB", "ember mu", "mug ember"]) expect(await list({ q })).toEqual([mug]);
      expect(await list({ q: "creme" })).toEqual([bowl]);
      expect(await list({ q: "ug" })).toEqual([]);
      expect(await list({ q: "hidden" })).toEqual([]);
      expect(await list({ q: "ember lamp" })).toEqual([]);
    });

    test("signs without a letter or digit find nothing, and nothing asked finds all", async () => {
      for (const q of ["💡", "!!!", "-", "%", "’", "\u200b"]) {
        expect(await products.listHead({ sort: "newest", q })).toEqual({
          entries: [],
          total: 0,
          complete: true,
        });
        expect(
          await products.listAfter({ sort: "newest", q }, { value: day(9).getTime(), id: "f".repeat(24) }, 5),
        ).toEqual([]);
      }
      for (const q of ["", "  "]) expect(await list({ q })).toHaveLength(3);
    });

    test.each([
      ["smorrebrod", "Smørrebrød board"],
      ["STRASSENLAMPE", "Straßenlampe"],
      ["lodz", "Łódź chair"],
      ["womens", "Women's bag"],
      ["women’s", "Women's bag"],
      ["gr49", "Gr.49"],
      ["gr.49", "Gr 49"],
      ["t-shirt", "Tshirt"],
    ])("%j finds %j", async (q, title) => {
      products = await open([...PRODUCTS, buildProduct("searched", { "P-SEARCHED": 100 }, { title })]);
      expect(await list({ q })).toEqual([productIdOf("searched")]);
    });

    test("a walk by cursors meets each product once, whatever the titles are written in and however long", async () => {
      const titles = [
        "Настольная лампа ".repeat(11),
        "沙发椅子".repeat(40),
        "ﷺ".repeat(150),
        "💡",
        "Ö".repeat(200),
        "ß".repeat(200),
      ];
      const more = titles.map((title, i) => buildProduct(`long-${i}`, { [`P-LONG-${i}`]: 100 }, { title }));
      products = await open([...PRODUCTS, ...more]);
      const head = await products.listHead({ sort: "title" });
      const walked: ListEntry[] = [];
      for (let position = head.entries[0]; position !== undefined; ) {
        walked.push(position);
        const cursor = cursorSchema.parse(writeListCursor("title", position));
        [position] = await products.listAfter({ sort: "title" }, readListCursor("title", cursor), 1);
      }
      expect(walked).toEqual(head.entries);
      expect(walked).toHaveLength(3 + titles.length);
    });

    test("a list can be continued from any of its entries, in every order, losing and repeating nothing", async () => {
      const bounds = [{}, { minPrice: 2400 }, { maxPrice: 16_800 }, { minPrice: 1, maxPrice: 99_999 }];
      for (const filter of SORTS.flatMap((sort) => bounds.map((prices) => ({ sort, ...prices })))) {
        const head = await products.listHead(filter);
        expect(head).toMatchObject({ total: 3, complete: true });
        for (const [index, entry] of head.entries.entries()) {
          expect(await products.listAfter(filter, entry, 10)).toEqual(head.entries.slice(index + 1));
        }
        const [first] = head.entries;
        if (first) expect(await products.listAfter(filter, first, 1)).toHaveLength(1);
      }
    });

    test("hands out the slugs of all published products in pages, oldest first", async () => {
      expect(await products.slugs(1, 2)).toEqual(["ember-mug", "clearing-lamp"]);
      expect(await products.slugs(2, 2)).toEqual(["creme-bowl"]);
      expect(await products.slugs(3, 2)).toEqual([]);
    });

    test("counts published products of each category", async () => {
      const counts = (await products.categories()).map(({ slug, productCount }) => [slug, productCount]);
      expect(counts).toEqual(
        expect.arrayContaining([
          ["ceramics", 2],
          ["lamps", 1],
        ]),
      );
    });
  });
}
