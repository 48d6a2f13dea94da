/** What the API is asked for; the same on the server and in the browser, because it names the query. */
export function ordersInput(cursor: string | undefined) {
  return cursor === undefined ? { limit: 20 } : { limit: 20, cursor };
}

export function ordersHref(cursor: string): string {
  return `/account?cursor=${encodeURIComponent(cursor)}`;
}
