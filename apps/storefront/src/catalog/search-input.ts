import { PAGE_SIZE } from "./search-params.ts";

/** What the API is asked for a search; the same on the server and in the browser, because it names the query. */
export const searchInput = (q: string) => ({ q, limit: PAGE_SIZE });

/** What is shown when nothing was asked or found. */
export const PERHAPS = { limit: 4 };
