import type { Model } from "./picture.ts";
import type { Lens } from "./stage.ts";

/** One kind of thing that can be drawn: how it is looked at, its colours by variant, and how it is built. */
export type Kind = {
  lens?: Partial<Lens>;
  detail?: Partial<Lens>;
  colours: Record<string, string>;
  build: (colour: string, variant: string) => Model;
};

/** Kinds by name. */
export type Kinds = Record<string, Kind>;
