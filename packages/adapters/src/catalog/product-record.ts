import type { Product } from "@scarlet/domain/catalog";
import { CURRENCY, searchTokens, sortKey } from "@scarlet/domain/kernel";
import type { NewRecordOf, RecordOf } from "../mongo/index.ts";
import { fromChoices, toChoices } from "./option-choices.ts";

export function toProductRecord({ id, ...product }: Product): NewRecordOf<"Product"> {
  return {
    ...product,
    _id: id,
    skus: product.skus.map((sku) => ({ ...sku, options: toChoices(sku.options) })),
    skuCodes: product.skus.map(({ sku }) => sku),
    ...titleWords(product.title),
  };
}

export function fromProductRecord(record: RecordOf<"Product">): Product {
  const { _id, skuCodes: _, tokens: __, sortTitle: ___, ...product } = record;
  return {
    ...product,
    id: _id,
    currency: CURRENCY,
    options: product.options.map(({ name, values }) => ({ name, values: [...values] })),
    skus: product.skus.map((sku) => ({ ...sku, options: fromChoices(sku.options) })),
    status: statusOf(product.status),
  };
}

/** What a product is found and sorted by. */
export function titleWords(title: string) {
  return { tokens: searchTokens(title), sortTitle: sortKey(title) };
}

function statusOf(status: string): Product["status"] {
  return status === "published" || status === "archived" ? status : "draft";
}
