import { connection } from "next/server";
import { readShelves } from "../../catalog/read-shelves.ts";
import { indexXml, pageNames, xmlAnswer } from "../../catalog/site-map.ts";
import { env } from "../../env.ts";

/** Where the site maps are: one of shelves, and as many of products as it takes. */
export async function GET(): Promise<Response> {
  // Never while building: there is no shop to ask.
  await connection();
  const shelves = await readShelves();
  const products = shelves.reduce((sum, { productCount }) => sum + productCount, 0);
  return xmlAnswer(indexXml(env().STOREFRONT_URL, pageNames(products)));
}
