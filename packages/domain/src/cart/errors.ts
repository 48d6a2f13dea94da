import { DomainError } from "../kernel/index.ts";
import { MAX_CART_LINES } from "./schema.ts";

/** A cart has a bound on its lines. */
export function cartFull(): DomainError {
  return new DomainError(
    "cart.full",
    "unprocessable",
    `A cart holds ${MAX_CART_LINES} different things at most.`,
  );
}

/** The cart has no line of this SKU. */
export function lineNotFound(sku: string): DomainError {
  return new DomainError("cart.line_not_found", "not_found", `Your cart has no "${sku}".`);
}
