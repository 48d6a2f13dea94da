/** What a page says of one product. */
export type ProductFacts = {
  readonly slug: string;
  /** The version of its stock. */
  readonly version: number;
  readonly priceMinor: number;
  /** What can be bought of each SKU, as text: the same for one version. */
  readonly figures: string;
};

/** What a page says, and where it contradicts itself. */
export type PageFacts = {
  /** Whether it says anything of the product whose page it is. */
  readonly hasOwn: boolean;
  readonly products: readonly ProductFacts[];
  readonly contradictions: readonly string[];
};

type Offered = { readonly sku: string; readonly priceMinor: number; readonly available: number };
type Known = ProductFacts & { readonly available: number; readonly skus: readonly Offered[] };

/** A product in the data that a page hands to the browser; keys in the order in which the API answers. */
const PRODUCT =
  /"slug":"([a-z0-9-]+)","title":"[^"]*","category":"[^"]*","priceMinor":(\d+),.{0,400}?"availableStock":(\d+),"stockVersion":(\d+),"freeAt":[^,]*,"skus":\[(.*?)\](?=[,}])/gs;
const SKU = /"sku":"([^"]+)","options":\{[^}]*\},"priceMinor":(\d+),"art":\{[^}]*\},"availableStock":(\d+)/g;
const CARD =
  /href="\/products\/([a-z0-9-]+)">[^<]*<\/a><span class="price figure">€([\d,]+\.\d\d)<\/span>.*?data-before="([^"]*)"/gs;
const OFFER = /"sku":"([^"]+)","name":"[^"]*","price":"(\d+\.\d\d)".*?schema\.org\/(InStock|OutOfStock)"/gs;
const COUNT = /<span class="stock-count-figure"[^>]*>(\d+)<\/span>/;
const SPOKEN = /<span class="hidden-text" role="status" aria-live="polite"><span>([^<]*)<\/span>/;

/** Reads a page, or the answer that the browser's router gets in its place, as text. `slug`: whose page it is. */
export function pageFacts(page: string, slug: string | null): PageFacts {
  const text = page.replaceAll('\\"', '"');
  const known = new Map<string, Known>();
  const contradictions: string[] = [];
  for (const each of productsIn(text)) {
    const before = known.get(each.slug);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(each))
      contradictions.push(`${each.slug} is told as ${JSON.stringify(before)} and as ${JSON.stringify(each)}`);
    known.set(each.slug, each);
  }
  contradictions.push(...wrongCards(page, known));
  const own = slug === null ? undefined : known.get(slug);
  if (own !== undefined && page.startsWith("<!DOCTYPE")) contradictions.push(...wrongProductPage(page, own));
  const products = [...known.values()].map(({ slug: name, version, priceMinor, figures }) => ({
    slug: name,
    version,
    priceMinor,
    figures,
  }));
  return { hasOwn: slug === null || own !== undefined, products, contradictions };
}

function productsIn(text: string): Known[] {
  return [...text.matchAll(PRODUCT)].map(([, slug = "", priceMinor, available, version, rows = ""]) => {
    const skus = [...rows.matchAll(SKU)].map(([, sku = "", price, left]) => ({
      sku,
      priceMinor: Number(price),
      available: Number(left),
    }));
    return {
      slug,
      version: Number(version),
      priceMinor: Number(priceMinor),
      available: Number(available),
      skus,
      figures: JSON.stringify(skus.map(({ sku, available: left }) => [sku, left])),
    };
  });
}

/** Cards whose words are not those of the figures that the page hands over with them. */
function wrongCards(page: string, known: ReadonlyMap<string, Known>): string[] {
  return [...page.matchAll(CARD)].flatMap(([, slug = "", price = "", words = ""]) => {
    const product = known.get(slug);
    if (product === undefined) return [`a card of ${slug} has no figures`];
    if (!saysSo(words, product.available))
      return [`a card of ${slug} says ${words}, not ${product.available}`];
    return minorOf(price) === product.priceMinor
      ? []
      : [`a card of ${slug} says ${price}, not ${product.priceMinor}`];
  });
}

/** The count, what is read out, and the data for search engines, held against the figures. */
function wrongProductPage(page: string, { slug, skus }: Known): string[] {
  const shown = Number(COUNT.exec(page)?.[1] ?? Number.NaN);
  const spoken = SPOKEN.exec(page)?.[1] ?? "";
  const offers = new Map(
    [...page.matchAll(OFFER)].map(([, sku = "", price, state]) => [sku, { price, state }]),
  );
  const chosen = skus.find(({ available }) => available === shown);
  return [
    ...(chosen === undefined ? [`the page of ${slug} counts ${shown}, which is left of no SKU`] : []),
    ...(saysSo(spoken, shown) ? [] : [`the page of ${slug} counts ${shown} and reads out ${spoken}`]),
    ...skus.flatMap(({ sku, priceMinor, available }) => {
      const told = offers.get(sku);
      const isSame =
        told?.state === (available > 0 ? "InStock" : "OutOfStock") &&
        minorOf(told.price ?? "") === priceMinor;
      return isSame ? [] : [`search engines are told ${JSON.stringify(told)} of ${sku}, not ${available}`];
    }),
  ];
}

/** Whether words such as "24 in stock", "Only 3 left" and "Out of stock" say this figure. */
function saysSo(words: string, available: number): boolean {
  const figure = /\d+/.exec(words)?.[0];
  return figure === undefined ? available === 0 && words === "Out of stock" : Number(figure) === available;
}

function minorOf(price: string): number {
  return Number(price.replaceAll(/[.,]/g, ""));
}
