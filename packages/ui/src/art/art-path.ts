/** The arguments of a picture, as the catalog keeps them. */
export type Art = { readonly kind: string; readonly variant: string; readonly seed: number };
export type View = "front" | "detail";

/** Raise it when the generator draws differently: pictures are kept by browsers for ever. */
export const ART_VERSION = "1";

/** Where an app serves a picture. The address holds everything the picture depends on. */
export function artPath({ kind, variant, seed }: Art, view: View = "front"): string {
  return `/art/${ART_VERSION}/${encodeURIComponent(kind)}/${encodeURIComponent(variant)}/${seed}/${view}.svg`;
}
