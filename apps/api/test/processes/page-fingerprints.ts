import { pageReadName } from "@scarlet/domain/catalog";
import type { Api } from "./api-process.ts";

/** What the storefront proves itself with to an API that is started with it. */
export const PROXY_SECRET = "a proxy secret of thirty-two chars";

/** What an API vouches for at this moment, as storefronts ask: a product's page, and the shelf that it is on. */
export async function pageFingerprints(
  api: Pick<Api, "url">,
  product: { readonly slug: string; readonly category: string },
): Promise<readonly (string | null)[]> {
  const answer = await fetch(`${api.url}/api/page-reads`, {
    method: "POST",
    headers: { "x-scarlet-proxy": PROXY_SECRET },
    body: JSON.stringify([
      pageReadName("catalog.product", { slug: product.slug }),
      pageReadName("catalog.page", { category: product.category, limit: 24 }),
    ]),
  });
  if (answer.status !== 200) throw new Error(`it answered ${answer.status}`);
  return ((await answer.json()) as { fingerprints: (string | null)[] }).fingerprints;
}
