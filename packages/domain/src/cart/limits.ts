// Not among the schemas: pages need the numbers, and a module with a schema brings all of zod to the browser.

/** More of one SKU than anybody carries home in one order line. */
export const MAX_LINE_QUANTITY = 1_000_000;
export const MAX_CART_LINES = 100;
