import { spawnSync } from "node:child_process";
import type { Caller } from "../../apps/api/test/api-caller.ts";
import { leave } from "../../apps/api/test/processes/api-process.ts";
import { ROOT } from "../../apps/api/test/processes/child-process.ts";

export type Sold = { readonly slug: string; readonly sku: string };

/** Pieces of each SKU: more than a run sells. */
const STOCK = 5_000;

type Listed = {
  readonly items: readonly { readonly slug: string; readonly skus: readonly { readonly sku: string }[] }[];
  readonly nextCursor: string | null;
};

/** Fills the shop to so many products, with stock of the first SKU of each. Raises where that fails. */
export async function fillShop(
  call: Caller,
  stores: { readonly databaseUrl: string; readonly redisUrl: string },
  products: number,
): Promise<readonly Sold[]> {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["tools/commands/seed.ts", "--products", String(products)],
    {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: stores.databaseUrl, REDIS_URL: stores.redisUrl },
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(`the shop could not be filled: ${stderr}`);
  const found: Sold[] = [];
  for (let cursor: string | null = ""; cursor !== null && found.length < products; ) {
    const { body } = await call("GET", `/api/catalog/products?limit=100${cursor && `&cursor=${cursor}`}`);
    const { items, nextCursor } = body as Listed;
    found.push(...items.flatMap(({ slug, skus }) => (skus[0] ? [{ slug, sku: skus[0].sku }] : [])));
    cursor = nextCursor;
  }
  for (const { sku } of found) await leave(call, sku, STOCK);
  return found.slice(0, products);
}

/** Draws as shoppers look: the nth most wanted is wanted a nth as often as the first. The same at every run. */
export function drawn<T>(things: readonly T[], draws: number): T[] {
  const sums: number[] = [];
  for (const [place] of things.entries()) sums.push((sums.at(-1) ?? 0) + 1 / (place + 1));
  const all = sums.at(-1) ?? 0;
  let state = 20_261_201;
  const next = () => {
    // A linear congruential generator: fair enough, and the same everywhere.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: draws }, () => {
    const at = next() * all;
    return things[sums.findIndex((sum) => sum > at)] as T;
  });
}
