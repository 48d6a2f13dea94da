import type { Product } from "@scarlet/domain/catalog";
import type { Movement, StockRow } from "@scarlet/domain/inventory";
import { actorRef, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { toProductRecord } from "../catalog/index.ts";
import { idsIn, type Mongo, noteWords, rawOfRecord } from "../mongo/index.ts";
import { refuseLate } from "./bump-version.ts";
import { bumpListGeneration, LISTS_ID, makeLists } from "./list-generations.ts";
import { toMovementRecord, toStockRecord } from "./stock-record.ts";
import type { WriteFence } from "./write-fence.port.ts";

/** A product with the pieces of each SKU that lie on the shelf when it opens. */
export type NewProduct = {
  readonly product: Product;
  readonly onHand: Readonly<Record<string, number>>;
};

/**
 * Brings products into the shop: each with the stock of all its SKUs and their first movement, a receive, also of
 * nothing. One transaction for all of them, so that no product is ever there without its stock; products that are
 * there already are left alone. All lists are given up in the same transaction, those that they enter among them. Of the
 * products themselves nobody can have read anything yet, so only lists are fenced. Returns how many were new.
 */
export async function addProducts(
  { mongo, fence }: { readonly mongo: Mongo; readonly fence: WriteFence },
  products: readonly NewProduct[],
): Promise<number> {
  if (products.length === 0) return 0;
  await makeLists(mongo);
  await noteWords(mongo, textsOf(products.map(({ product }) => product)));
  return fence.around(({ deadline, commitBy, fence: fenceOf }) =>
    mongo.inTransaction(async () => {
      const fresh = await notYetThere(mongo, products);
      if (fresh.length === 0) return { result: 0, written: null };
      const lists = await bumpListGeneration(mongo, deadline);
      await writeAll(mongo, fresh);
      await countOnShelves(mongo, fresh);
      const [fenced] = await Promise.all([fenceOf([LISTS_ID]).set, refuseLate(mongo, LISTS_ID, commitBy)]);
      return { result: fresh.length, written: { fenced, stocks: [lists] } };
    }),
  );
}

/** What products are searched by. */
export function textsOf(products: readonly Pick<Product, "title" | "skus">[]) {
  return {
    titles: products.map(({ title }) => title),
    codes: products.flatMap(({ skus }) => skus.map(({ sku }) => sku)),
  };
}

async function notYetThere(mongo: Mongo, products: readonly NewProduct[]): Promise<NewProduct[]> {
  const ids = products.map(({ product }) => product.id);
  const there = await mongo.prisma.orm.products.where(idsIn("_id", ids)).select("_id").all();
  const known = new Set(there.map(({ _id }) => _id));
  return products.filter(({ product }) => !known.has(product.id));
}

/** By the driver: Prisma looks at every field of every row, which took as long as all the rest of it. */
async function writeAll({ db, clock }: Mongo, fresh: readonly NewProduct[]): Promise<void> {
  const now = await clock.now();
  const rows = fresh.flatMap((each) => openingRows(each));
  const versions = fresh.map(({ product }) => ({ _id: product.id, version: 1 }));
  await db.collection("product_stock").insertMany(versions.map(rawOfRecord));
  await db
    .collection("stock")
    .insertMany(rows.map(({ row, title }) => rawOfRecord(toStockRecord(row, title))));
  const movements = rows.map(({ row }) => rawOfRecord(toMovementRecord(openingMovement(row, now))));
  await db.collection("stock_movements").insertMany(movements);
  await db
    .collection("products")
    .insertMany(fresh.map(({ product }) => rawOfRecord(toProductRecord(product))));
}

function openingRows({ product, onHand }: NewProduct): { row: StockRow; title: string }[] {
  return product.skus.map(({ sku }) => {
    const pieces = onHand[sku] ?? 0;
    const row = {
      sku,
      productId: product.id,
      onHand: pieces,
      reserved: 0,
      available: pieces,
      version: 1,
      lowStockAt: product.lowStockAt,
    };
    return { row, title: product.title };
  });
}

function openingMovement(row: StockRow, at: Date): Movement {
  return {
    sku: row.sku,
    productId: row.productId,
    version: row.version,
    kind: "receive",
    delta: { onHand: row.onHand, reserved: 0 },
    before: { onHand: 0, reserved: 0 },
    after: { onHand: row.onHand, reserved: 0 },
    actor: actorRef(SYSTEM_ACTOR),
    reason: "received",
    note: null,
    orderId: null,
    at,
    causeKey: `open:receive:${row.sku}`,
  };
}

async function countOnShelves(mongo: Mongo, fresh: readonly NewProduct[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const { product } of fresh)
    if (product.status === "published") counts.set(product.category, (counts.get(product.category) ?? 0) + 1);
  for (const [slug, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    await mongo.prisma.orm.categories.where({ slug }).update(({ productCount }) => [productCount.inc(count)]);
}
