import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

export type SellAndLook = {
  readonly apiUrl: string;
  readonly pagesUrl: string;
  readonly token: string;
  readonly products: readonly { readonly slug: string; readonly sku: string }[];
  readonly perSecond: number;
  readonly seconds: number;
};

export type Looks = { readonly sold: number; readonly looks: number; readonly stale: number };

/**
 * Orders at a steady pace. Each order that is held is followed by a look at the product's page, which is stale if it shows
 * more than were left before the look began, as far as anybody knew.
 */
export async function sellAndLook(options: SellAndLook): Promise<Looks> {
  const { products, perSecond, seconds } = options;
  const left = new Map<string, number>();
  for (const { slug, sku } of products) if (!left.has(sku)) left.set(sku, await figureOn(options, slug, sku));
  const told = { sold: 0, looks: 0, stale: 0 };
  const startedAt = performance.now();
  const all: Promise<void>[] = [];
  for (let nth = 0; nth < perSecond * seconds; nth += 1) {
    await sleep(Math.max(0, startedAt + (nth * 1_000) / perSecond - performance.now()));
    all.push(one(options, (nth * 31) % products.length, left, told));
  }
  await Promise.all(all);
  return told;
}

async function one(
  options: SellAndLook,
  place: number,
  left: Map<string, number>,
  told: { sold: number; looks: number; stale: number },
): Promise<void> {
  const product = options.products[place];
  if (product === undefined) return;
  const { slug, sku } = product;
  if (!(await order(options, sku))) return;
  told.sold += 1;
  const known = (left.get(sku) ?? 0) - 1;
  left.set(sku, known);
  const shown = await figureOn(options, slug, sku);
  told.looks += 1;
  if (shown > known) told.stale += 1;
}

/** Orders one piece. Whether it was held. */
export async function order(
  { apiUrl, token }: Pick<SellAndLook, "apiUrl" | "token">,
  sku: string,
): Promise<boolean> {
  const response = await fetch(`${apiUrl}/api/orders`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      "idempotency-key": randomUUID(),
    },
    body: JSON.stringify({ items: [{ sku, quantity: 1 }] }),
  });
  await response.arrayBuffer();
  return response.status === 201;
}

/** The figure of a SKU in the data that its page hands to the browser. */
async function figureOn({ pagesUrl }: SellAndLook, slug: string, sku: string): Promise<number> {
  const html = (await (await fetch(`${pagesUrl}/products/${slug}`)).text()).replaceAll('\\"', '"');
  const found = new RegExp(`"sku":"${sku}".{0,200}?"availableStock":(\\d+)`, "s").exec(html)?.[1];
  if (found === undefined) throw new Error(`the page of ${slug} tells no figure of ${sku}`);
  return Number(found);
}
