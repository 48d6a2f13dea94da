import type { Product } from "@scarlet/domain/catalog";
import { CURRENCY, searchTokens, sortKey } from "@scarlet/domain/kernel";
import type { NewRecordOf, RecordOf } from "../mongo/index.ts";
import { fromChoices, toChoices } from "./option-choices.ts";
import { pricePrefixes } from "./price-prefixes.ts";

/** The status of products that are in lists and searches. */
export const PUBLISHED = "published";

export function toProductRecord({ id, ...product }: Product): NewRecordOf<"Product"> {
  return {
    ...product,
    _id: id,
    skus: product.skus.map((sku) => ({ ...sku, options: toChoices(sku.options) })),
    skuCodes: product.skus.map(({ sku }) => sku),
    ...foundBy(product),
  };
}

export function fromProductRecord(record: RecordOf<"Product">): Product {
  const { _id, skuCodes: _, tokens: __, sortTitle: ___, pricePrefixes: ____, ...product } = record;
  return {
    ...product,
    id: _id,
    currency: CURRENCY,
    options: product.options.map(({ name, values }) => ({ name, values: [...values] })),
    skus: product.skus.map((sku) => ({ ...sku, options: fromChoices(sku.options) })),
    status: statusOf(product.status),
  };
}

/** What a product is found and sorted by, beside its own fields. */
export function foundBy({ title, priceMinor }: Pick<Product, "title" | "priceMinor">) {
  return {
    tokens: searchTokens(title),
    sortTitle: sortKey(title),
    pricePrefixes: pricePrefixes(priceMinor),
  };
}

function statusOf(status: string): Product["status"] {
  return status === "published" || status === "archived" ? status : "draft";
}
