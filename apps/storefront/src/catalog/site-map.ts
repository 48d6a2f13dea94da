import { SLUG_PAGE_SIZE } from "@scarlet/domain/catalog";

const SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const SHELVES = "shelves.xml";
/** What the API numbers. */
const MAX_PAGE = 10_000;

/** The names of all site maps of a shop with so many products. */
export function pageNames(products: number): readonly string[] {
  const pages = Math.ceil(products / SLUG_PAGE_SIZE);
  return [SHELVES, ...Array.from({ length: pages }, (_, index) => `products-${index + 1}.xml`)];
}

/** What a site map's name asks for; undefined when it is none. */
export function pageOf(name: string): "shelves" | number | undefined {
  if (name === SHELVES) return "shelves";
  const page = Number(/^products-([1-9]\d{0,4})\.xml$/.exec(name)?.[1] ?? 0);
  return page >= 1 && page <= MAX_PAGE ? page : undefined;
}

export function indexXml(base: string, names: readonly string[]): string {
  const maps = names.map((name) => `<sitemap><loc>${address(base, `/sitemaps/${name}`)}</loc></sitemap>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex ${SCHEMA}>\n${maps.join("\n")}\n</sitemapindex>\n`;
}

export function xmlOf(base: string, paths: readonly string[]): string {
  const urls = paths.map((path) => `<url><loc>${address(base, path)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${SCHEMA}>\n${urls.join("\n")}\n</urlset>\n`;
}

export function xmlAnswer(xml: string): Response {
  return new Response(xml, {
    headers: { "content-type": "application/xml", "cache-control": "public, max-age=600" },
  });
}

function address(base: string, path: string): string {
  return new URL(path, base).href.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
