// Not among the schemas: pages need the number, and a module with a schema brings all of zod to the browser.

/** Room for the longest position that a list of ours has; a test holds it. */
export const MAX_CURSOR_LENGTH = 512;
