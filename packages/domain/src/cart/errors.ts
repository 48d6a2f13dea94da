import { DomainError } from "../kernel/index.ts";
import { MAX_CART_LINES } from "./limits.ts";

/** A cart has a bound on its lines. */
export function cartFull(): DomainError {
  return new DomainError(
    "cart.full",
    "unprocessable",
    `A cart holds ${MAX_CART_LINES} different things at most.`,
  );
}

/** The cart is no longer what its owner saw: another window changed it, or held it. Nothing was held. */
export function cartChanged(): DomainError {
  return new DomainError(
    "cart.changed",
    "conflict",
    "Your cart has changed since this page showed it, perhaps in another window. Nothing was held; look at it once more.",
  );
}

/** The cart has no line of this SKU. */
export function lineNotFound(sku: string): DomainError {
  return new DomainError("cart.line_not_found", "not_found", `Your cart has no "${sku}".`);
}
