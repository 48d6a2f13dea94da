import type { QueryKey } from "@tanstack/react-query";

/**
 * What the server read for a page, on its way to the browser's cache. React carries it as it is, dates included.
 */
export type Arrival = { readonly queryKey: QueryKey; readonly data: unknown };
