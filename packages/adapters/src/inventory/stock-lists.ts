import { searchTokens } from "@scarlet/domain/catalog";
import {
  type ListMovementsInput,
  type ListStockInput,
  type MovementView,
  movementSchema,
  type StockCounts,
  type StockListRow,
  skuNotFound,
} from "@scarlet/domain/inventory";
import { decodeCursor, invariant, skuSchema } from "@scarlet/domain/kernel";
import { fromChoices } from "../catalog/index.ts";
import {
  aggregate,
  all,
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

export async function listRows(mongo: Mongo, input: ListStockInput): Promise<ListPage<StockListRow>> {
  const { stock } = mongo.prisma.orm;
  const filters = matching(input);
  const found = filters.length > 0 ? stock.where(all(...filters)) : stock;
  const records = await found
    .orderBy({ sku: 1 })
    .limit(input.limit + 1)
    .all();
  const { shown, nextCursor } = pageOf(records, input.limit, ({ sku }) => sku);
  const [words, last] = await Promise.all([productWords(mongo, shown), lastMovements(mongo, shown)]);
  const items = shown.map((record) => ({
    ...fromStockRecord(record),
    product: words(record),
    lastMovement: last.get(record.sku) ?? null,
  }));
  return { items, nextCursor };
}

function matching({ sku, q, lowStock, outOfStock, held, cursor }: ListStockInput): Filter[] {
  return [
    ...(sku === undefined ? [] : [Field.eq("sku", sku)]),
    ...(cursor === undefined ? [] : [Field.gt("sku", decodeCursor(cursor, skuSchema))]),
    ...searchTokens(q ?? "").map((word) => beginsWith("tokens", word)),
    ...(lowStock ? [Field.in("level", ["low", "out"])] : []),
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
): Promise<ReadonlyMap<string, MovementView>> {
  if (records.length === 0) return new Map();
  const numbered = records.map(({ sku, version }) => all(Field.eq("sku", sku), Field.eq("version", version)));
  const movements = await mongo.prisma.orm.stock_movements.where(any(...numbered)).all();
  return new Map(movements.map((movement) => [movement.sku, fromMovementRecord(movement)]));
}

export async function listMovements(
  mongo: Mongo,
  input: ListMovementsInput,
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
  return { items: shown.map(fromMovementRecord), nextCursor };
}

type LevelCount = {
  readonly _id: string;
  readonly skus: number;
  readonly pieces: number;
  readonly held: number;
};

export async function countStock(mongo: Mongo): Promise<StockCounts> {
  const levels = await aggregate<LevelCount>(mongo, "stock", [
    {
      $group: {
        _id: "$level",
        skus: { $sum: 1 },
        pieces: { $sum: "$onHand" },
        held: { $sum: { $cond: ["$held", 1, 0] } },
      },
    },
  ]);
  const sum = (count: (level: LevelCount) => number) =>
    levels.reduce((total, level) => total + count(level), 0);
  const skusAt = (name: string) => levels.find(({ _id }) => _id === name)?.skus ?? 0;
  return {
    skus: sum(({ skus }) => skus),
    pieces: sum(({ pieces }) => pieces),
    lowStock: skusAt("low"),
    outOfStock: skusAt("out"),
    held: sum(({ held }) => held),
  };
}
