import "server-only";
import { env } from "../env.ts";

/** Whoever sends this header proves to be one of the shop's own apps; a browser's is never handed on. */
export const PROOF_HEADER = "x-scarlet-proxy";

/** Tells the API which app asks, because the apps' cookies have different names, and proves that it may say for whom. */
export function ourHeaders(): Record<string, string> {
  const secret = env().PROXY_SECRET;
  return { "x-scarlet-app": "storefront", ...(secret !== undefined && { [PROOF_HEADER]: secret }) };
}
