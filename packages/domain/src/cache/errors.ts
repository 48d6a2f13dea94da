import { DomainError } from "../kernel/index.ts";

// The codes begin with "inventory" because callers know them so; a code never changes.

/** The cache is off or on its way back: nothing can be warmed. */
export function cacheNotInUse(): DomainError {
  return new DomainError(
    "inventory.cache_not_in_use",
    "conflict",
    "The stock cache is not in use now, so there is nothing to warm. Figures stay right meanwhile.",
  );
}

/** A warming is under way; one process of all warms at a time. */
export function cacheWarming(): DomainError {
  return new DomainError(
    "inventory.cache_warming",
    "conflict",
    "The cache is being warmed at this moment. Nothing more was begun.",
  );
}
