import "server-only";

/** Whoever sends this header proves to be one of the shop's own apps; a browser's is never forwarded. */
export const PROOF_HEADER = "x-scarlet-proxy";

/** How a web app reaches the API. */
export type ApiAccess = {
  /** Tells the API which app asks: the apps' cookies have different names. */
  readonly app: "storefront" | "admin";
  /** Called at each request, because settings are not there while Next builds. */
  readonly settings: () => { readonly API_URL: string; readonly PROXY_SECRET?: string | undefined };
};

/** The headers by which the API knows the app, and that it may name the caller (`x-forwarded-for`). */
export function apiHeaders({ app, settings }: ApiAccess): Record<string, string> {
  const secret = settings().PROXY_SECRET;
  return { "x-scarlet-app": app, ...(secret !== undefined && { [PROOF_HEADER]: secret }) };
}
