import type { Art } from "@scarlet/domain/catalog";

/** To be raised whenever the generator draws something differently: browsers cache each address without end. */
export const ART_VERSION = "1";

/** The path of a product's picture: seen from the front, with a transparent background. */
export function artPath(art: Art): string {
  return `/art/${ART_VERSION}/${encodeURIComponent(art.kind)}/${encodeURIComponent(art.variant)}/${art.seed}/front.svg`;
}
