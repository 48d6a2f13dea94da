import {
  type BuyerVisibility,
  hideBuyer,
  type ListMovementsInput,
  type ListStockInput,
  type MovementView,
  movementSchema,
  type StockListRow,
  type StockRow,
  skuNotFound,
} from "@scarlet/domain/inventory";
import { decodeCursor, invariant } from "@scarlet/domain/kernel";
import { fromChoices } from "../catalog/index.ts";
import { all, any, Field, idsIn, type Mongo, pageOf } from "../mongo/index.ts";
import type { KnownMovement, MovementMemory } from "./movement-memory.ts";
import { fromMovementRecord } from "./stock-record.ts";
import { findRows } from "./stock-search.ts";

type ListPage<T> = { items: T[]; nextCursor: string | null };

type Parts = { readonly mongo: Mongo; readonly movements: MovementMemory };

export async function listRows(
  parts: Parts,
  input: ListStockInput & BuyerVisibility,
): Promise<ListPage<StockListRow>> {
  const { mongo } = parts;
  const records = await findRows(mongo, input, input.limit + 1);
  const { shown, nextCursor } = pageOf(records, input.limit, ({ sku }) => sku);
  const [words, last] = await Promise.all([productWords(mongo, shown), lastMovements(parts, shown, input)]);
  const items = shown.map((record) => ({
    ...record,
    product: words(record),
    lastMovement: last.get(record.sku) ?? null,
  }));
  return { items, nextCursor };
}

/** The words of the products that own these rows. */
async function productWords(mongo: Mongo, records: readonly StockRow[]) {
  const ids = new Set(records.map(({ productId }) => productId));
  // Not what they say of themselves at length: that is most of a product.
  const { products: stored } = mongo.prisma.orm;
  const products =
    ids.size === 0 ? [] : await stored.where(idsIn("_id", ids)).select("_id", "title", "slug", "skus").all();
  const byId = new Map(products.map(({ _id, ...product }) => [_id, product]));
  return ({ sku, productId }: StockRow): StockListRow["product"] => {
    const product = byId.get(productId);
    const form = product?.skus.find((each) => each.sku === sku);
    invariant(product && form, `${sku} belongs to no product`);
    return { title: product.title, slug: product.slug, options: fromChoices(form.options), art: form.art };
  };
}

/** A row's version is the number of its last movement, so both are one state however late this reads. */
async function lastMovements(
  { mongo, movements }: Parts,
  rows: readonly StockRow[],
  buyers: BuyerVisibility,
): Promise<ReadonlyMap<string, MovementView>> {
  const known: KnownMovement[] = [];
  const unknown: StockRow[] = [];
  for (const row of rows) {
    const movement = movements.of(row);
    if (movement === undefined) unknown.push(row);
    else known.push(movement);
  }
  const found = await readLastMovements(mongo, unknown);
  movements.remember(found);
  const shown = await withNumbers(mongo, [...known, ...found], buyers);
  return new Map(shown.map((movement) => [movement.sku, movement]));
}

async function readLastMovements(mongo: Mongo, rows: readonly StockRow[]): Promise<KnownMovement[]> {
  if (rows.length === 0) return [];
  // Most rows of a page have moved as often as others of it, so there are fewer numbers than rows.
  const numbered = Array.from(
    Map.groupBy(rows, ({ version }) => version),
    ([version, moved]) =>
      all(
        Field.eq("version", version),
        Field.in(
          "sku",
          moved.map(({ sku }) => sku),
        ),
      ),
  );
  const records = await mongo.prisma.orm.stock_movements.where(any(...numbered)).all();
  return records.map(fromMovementRecord);
}

export async function listMovements(
  mongo: Mongo,
  input: ListMovementsInput & BuyerVisibility,
): Promise<ListPage<MovementView>> {
  const { sku, cursor, limit } = input;
  const { stock, stock_movements } = mongo.prisma.orm;
  if ((await stock.where({ sku }).select("sku").first()) === null) throw skuNotFound(sku);
  const before =
    cursor === undefined ? [] : [Field.lt("version", decodeCursor(cursor, movementSchema.shape.version))];
  const records = await stock_movements
    .where(all(Field.eq("sku", sku), ...before))
    .orderBy({ version: -1 })
    .limit(limit + 1)
    .all();
  const { shown, nextCursor } = pageOf(records, limit, ({ version }) => version);
  return { items: await withNumbers(mongo, shown.map(fromMovementRecord), input), nextCursor };
}

/** Movements with the numbers of their orders, read at once for all of them. */
async function withNumbers(
  mongo: Mongo,
  movements: readonly KnownMovement[],
  { hideBuyers = false }: BuyerVisibility,
): Promise<MovementView[]> {
  const ids = new Set(movements.flatMap(({ orderId }) => orderId ?? []));
  const orders =
    ids.size === 0
      ? []
      : await mongo.prisma.orm.orders.where(idsIn("_id", ids)).select("_id", "number", "ownerKey").all();
  const byId = new Map(orders.map(({ _id, ...order }) => [_id, order]));
  return movements.map((movement) => {
    const order = byId.get(movement.orderId ?? "");
    const shown = { ...movement, orderNumber: order?.number ?? null };
    return hideBuyers ? hideBuyer(shown, order?.ownerKey) : shown;
  });
}
