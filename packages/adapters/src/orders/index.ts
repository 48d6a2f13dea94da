export { createIdempotencyStore } from "./idempotency-store.ts";
export { createIssueStore } from "./issue-store.ts";
export { createOrderNumbers } from "./order-numbers.ts";
export { createOrderStock } from "./order-stock.ts";
export { createOrderStore } from "./order-store.ts";
export { isFoldedOtherwise, noteFolded, refoldSearch } from "./refold-search.ts";
