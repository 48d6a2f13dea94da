import type { Art } from "@scarlet/domain/catalog";

/** Raised when the generator's drawings change, because an address is kept by browsers for ever. */
export const ART_VERSION = "1";

/** The address of a product's picture, transparent, seen from the front. */
export function artPath(art: Art): string {
  return `/art/${ART_VERSION}/${encodeURIComponent(art.kind)}/${encodeURIComponent(art.variant)}/${art.seed}/front.svg`;
}
