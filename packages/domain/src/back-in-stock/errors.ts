import { DomainError } from "../kernel/index.ts";

/** A stranger asked to be told and left out where to write. */
export function addressNeeded(): DomainError {
  return new DomainError(
    "back_in_stock.address_needed",
    "invalid",
    "We need an address to write to, or your sign-in.",
  );
}

/** It can be bought: nobody has to wait for it. */
export function stillInStock(sku: string, available: number): DomainError {
  return new DomainError(
    "back_in_stock.still_in_stock",
    "conflict",
    "It is here and can be bought now. No address was kept.",
    { sku, available },
  );
}

/** `MAX_REQUESTS_PER_SKU` people wait for it. */
export function tooManyWaiting(): DomainError {
  return new DomainError(
    "back_in_stock.too_many_waiting",
    "conflict",
    "So many people wait for this that we take no more addresses. Yours was not kept.",
  );
}

/** The key was not made by this shop, or is older than any request can be. */
export function unknownForgetKey(): DomainError {
  return new DomainError(
    "back_in_stock.unknown_key",
    "not_found",
    "This link is none of ours, or so old that whatever it was for is forgotten already.",
  );
}
