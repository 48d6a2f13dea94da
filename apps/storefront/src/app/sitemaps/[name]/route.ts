import { readShelves } from "../../../catalog/read-shelves.ts";
import { pageOf, xmlAnswer, xmlOf } from "../../../catalog/site-map.ts";
import { errorsCopy } from "../../../copy/errors.ts";
import { env } from "../../../env.ts";
import { api } from "../../../trpc/server.ts";

/** One site map: of the shelves, or of a page of products. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ name: string }> },
): Promise<Response> {
  const page = pageOf((await params).name);
  if (page === undefined) return notThere();
  const paths = page === "shelves" ? await shelfPaths() : await productPaths(page);
  return paths.length === 0 ? notThere() : xmlAnswer(xmlOf(env().STOREFRONT_URL, paths));
}

async function shelfPaths(): Promise<readonly string[]> {
  const shelves = await readShelves();
  return ["/", "/products", ...shelves.map(({ slug }) => `/categories/${slug}`)];
}

async function productPaths(page: number): Promise<readonly string[]> {
  const slugs = await api.catalog.slugs.query({ page });
  return slugs.map((slug) => `/products/${slug}`);
}

function notThere(): Response {
  return new Response(errorsCopy.noSiteMap, { status: 404 });
}
