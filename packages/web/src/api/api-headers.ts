import "server-only";
import { PROOF_HEADER } from "./proof-header.ts";

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
