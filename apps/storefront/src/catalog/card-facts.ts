import { openingSku, type ProductCard } from "@scarlet/domain/catalog";
import type { Art } from "@scarlet/ui/art/art-path";
import { swatchColour } from "@scarlet/ui/art/swatch";
import { cardCopy } from "../copy/card.ts";

export type CardFacts = {
  readonly art: Art;
  /** The choice that the picture shows, for those who do not see it. */
  readonly artName: string;
  readonly priceMinor: number;
  readonly colours: readonly string[];
  readonly coloursLabel: string;
};

/** What a card shows of a product: picture and price of the first SKU that has stock, else the first. */
export function cardFacts(card: Pick<ProductCard, "skus" | "art" | "priceMinor">): CardFacts {
  const shown = openingSku(card.skus);
  const first = Object.keys(card.skus[0]?.options ?? {})[0];
  const colours = card.skus.map(({ art }) => swatchColour(art)).filter((colour) => colour !== undefined);
  const different = [...new Set(colours)];
  return {
    art: shown?.art ?? card.art,
    artName: (first === undefined ? undefined : shown?.options[first]?.toLowerCase()) ?? cardCopy.oneForm,
    priceMinor: shown?.priceMinor ?? card.priceMinor,
    colours: different,
    coloursLabel: cardCopy.choices(different.length, first),
  };
}
