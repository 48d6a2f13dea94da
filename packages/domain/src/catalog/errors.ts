import { DomainError } from "../kernel/index.ts";

/** No published product has this slug, id or SKU. */
export function productNotFound(what: string): DomainError {
  return new DomainError(
    "catalog.product_not_found",
    "not_found",
    `There is no product "${what}" in this shop.`,
  );
}
