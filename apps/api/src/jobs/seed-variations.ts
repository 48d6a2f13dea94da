import type { SeedProduct } from "./seed-catalog.ts";

/** Whose name a variation begins with. */
export const MAKERS = [
  "Alder",
  "Birch",
  "Cove",
  "Drift",
  "Elm",
  "Fen",
  "Grove",
  "Heath",
  "Isle",
  "Juniper",
  "Kiln",
  "Larch",
];
const MAX_OPENING_STOCK = 60;

/**
 * The product at a place of an endless catalog: first the models themselves, then their variations, each with words,
 * codes, prices and pieces of its own. The same place always gives the same product.
 */
export function variation(models: readonly SeedProduct[], place: number): SeedProduct {
  const model = models[place % models.length];
  if (model === undefined) throw new RangeError("a catalog without products has no variations");
  const round = Math.floor(place / models.length);
  if (round === 0) return model;
  const maker = MAKERS[round % MAKERS.length] ?? "";
  const pricePercent = 60 + scatter(place, 1, 90);
  const priceOf = (priceMinor: number) =>
    Math.max(100, Math.round((priceMinor * pricePercent) / 10_000) * 100);
  const art = { ...model.art, seed: model.art.seed + round };
  return {
    ...model,
    slug: `${model.slug}-${maker.toLowerCase()}-${round}`,
    title: `${maker} ${model.title} ${round}`,
    priceMinor: priceOf(model.priceMinor),
    art,
    skus: model.skus.map((sku, index) => ({
      ...sku,
      sku: `${sku.sku}-${round}`,
      priceMinor: priceOf(sku.priceMinor),
      art: { ...sku.art, seed: sku.art.seed + round },
      openingStock: scatter(place, index + 2, MAX_OPENING_STOCK),
    })),
  };
}

/** A whole number below `bound` that looks random and is always the same for the same place and purpose. */
function scatter(place: number, purpose: number, bound: number): number {
  let mixed = Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(purpose, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) % bound;
}
