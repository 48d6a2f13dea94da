// Not among the schemas: pages need the number, and a module with a schema brings all of zod to the browser.

/** So many pages of a list have numbers; beyond them there is only further. */
export const MAX_NUMBERED_PAGES = 10;
