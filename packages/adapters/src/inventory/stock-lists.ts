import {
  type BuyerVisibility,
  hideBuyer,
  type ListMovementsInput,
  type ListStockInput,
  type MovementView,
  movementSchema,
  type StockListRow,
  skuNotFound,
} from "@scarlet/domain/inventory";
import { decodeCursor, invariant, searchTerms, skuSchema } from "@scarlet/domain/kernel";
import { fromChoices } from "../catalog/index.ts";
import {
  all,
  answering,
  any,
  beginsWith,
  Field,
  type Filter,
  idsIn,
  type Mongo,
  pageOf,
  type RecordOf,
} from "../mongo/index.ts";
import { fromMovementRecord, fromStockRecord } from "./stock-record.ts";

type ListPage<T> = { items: T[]; nextCursor: string | null };

export async function listRows(
  mongo: Mongo,
  input: ListStockInput & BuyerVisibility,
): Promise<ListPage<StockListRow>> {
  const records = await findRows(mongo, input);
  const { shown, nextCursor } = pageOf(records, input.limit, ({ sku }) => sku);
  const [words, last] = await Promise.all([productWords(mongo, shown), lastMovements(mongo, shown, input)]);
  const items = shown.map((record) => ({
    ...fromStockRecord(record),
    product: words(record),
    lastMovement: last.get(record.sku) ?? null,
  }));
  return { items, nextCursor };
}

/** The rows of a page and one more, by SKU. Each search is one that an index answers in order. */
async function findRows(mongo: Mongo, input: ListStockInput): Promise<RecordOf<"Stock">[]> {
  const wanted = input.limit + 1;
  const find = (filters: readonly Filter[]) => {
    const { stock } = mongo.prisma.orm;
    const found = filters.length > 0 ? stock.where(all(...filters)) : stock;
    return found.orderBy({ sku: 1 }).limit(wanted).all();
  };
  const view = viewOf(input);
  const words = await searchFilters(mongo, input.q?.trim().toLowerCase() ?? "");
  if (words === null) return [];
  if (!input.lowStock || input.outOfStock) return find([...view, ...words]);
  // Low means low or out: two stretches in order, put together here, where the database would read all of both.
  const levels = ["low", "out"].map((level) => find([...view, ...words, Field.eq("level", level)]));
  const found = (await Promise.all(levels)).flat();
  return found.sort((a, b) => (a.sku < b.sku ? -1 : 1)).slice(0, wanted);
}

/**
 * A dash is the sign of a code: its beginning is one narrow stretch of the index, its parts are many wide ones. Null:
 * what was searched for has no letter or digit, and no row answers to it.
 */
async function searchFilters(mongo: Mongo, q: string): Promise<Filter[] | null> {
  const terms = searchTerms(q);
  if (terms === null) return [];
  if (terms.length === 0) return null;
  const code = beginsWith("tokens", q);
  const isCode = q.includes("-") && (await mongo.prisma.orm.stock.where(code).first()) !== null;
  return isCode ? [code] : answering("tokens", terms);
}

function viewOf({ sku, outOfStock, held, cursor }: ListStockInput): Filter[] {
  return [
    ...(sku === undefined ? [] : [Field.eq("sku", sku)]),
    ...(cursor === undefined ? [] : [Field.gt("sku", decodeCursor(cursor, skuSchema))]),
    ...(outOfStock ? [Field.eq("level", "out")] : []),
    ...(held ? [Field.eq("held", true)] : []),
  ];
}

/** The words of the products that own these rows. */
async function productWords(mongo: Mongo, records: readonly RecordOf<"Stock">[]) {
  const ids = new Set(records.map(({ productId }) => productId));
  const products = ids.size === 0 ? [] : await mongo.prisma.orm.products.where(idsIn("_id", ids)).all();
  const byId = new Map(products.map(({ _id, ...product }) => [_id, product]));
  return ({ sku, productId }: RecordOf<"Stock">): StockListRow["product"] => {
    const product = byId.get(productId);
    const form = product?.skus.find((each) => each.sku === sku);
    invariant(product && form, `${sku} belongs to no product`);
    return { title: product.title, slug: product.slug, options: fromChoices(form.options), art: form.art };
  };
}

/** A row's version is the number of its last movement, so both are one state however late this reads. */
async function lastMovements(
  mongo: Mongo,
  records: readonly RecordOf<"Stock">[],
  buyers: BuyerVisibility,
): Promise<ReadonlyMap<string, MovementView>> {
  if (records.length === 0) return new Map();
  const numbered = records.map(({ sku, version }) => all(Field.eq("sku", sku), Field.eq("version", version)));
  const movements = await mongo.prisma.orm.stock_movements.where(any(...numbered)).all();
  const shown = await withNumbers(mongo, movements, buyers);
  return new Map(shown.map((movement) => [movement.sku, movement]));
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
  return { items: await withNumbers(mongo, shown, input), nextCursor };
}

/** Movements with the numbers of their orders, read at once for all of them. */
async function withNumbers(
  mongo: Mongo,
  records: readonly RecordOf<"StockMovement">[],
  { hideBuyers = false }: BuyerVisibility,
): Promise<MovementView[]> {
  const movements = records.map(fromMovementRecord);
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
