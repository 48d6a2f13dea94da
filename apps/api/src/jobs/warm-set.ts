import type { StockCache } from "@scarlet/adapters/cache";
import type { ShopServices } from "@scarlet/trpc";

type Warmth = Parameters<StockCache["startWarmer"]>[0];

/** What the warmer loads besides the stock of popular products: the newest products, and content. */
export function warmth({ products, catalogCache }: Pick<ShopServices, "products" | "catalogCache">): Warmth {
  const filter = { sort: "newest" } as const;
  return {
    async newest(limit) {
      const { value: head } = await catalogCache.list(filter, () => products.listHead(filter));
      const last = head.entries.at(-1);
      const wanted = limit - head.entries.length;
      const behind =
        wanted <= 0 || head.complete || last === undefined
          ? []
          : await products.listAfter(filter, last, wanted);
      return [...head.entries, ...behind].slice(0, limit).map(({ id }) => id);
    },
    words(stock) {
      const versions = new Map([...stock].map(([id, { contentVersion }]) => [id, contentVersion]));
      return catalogCache.productsByIds([...stock.keys()], (ids) => products.findByIds(ids), versions);
    },
  };
}
