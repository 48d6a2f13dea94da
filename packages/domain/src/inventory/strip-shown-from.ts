// Not among the schemas: pages need the number, and a module with a schema brings all of zod to the browser.

/** A storeroom where less has moved within the hour has nothing to show. */
export const STRIP_SHOWN_FROM = 6;
