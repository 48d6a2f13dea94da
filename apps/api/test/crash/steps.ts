/** What an order is asked to do, and what it must have come to whenever the process died. */
export type Step = {
  /** What must be there before; its answer's id is the order's. */
  readonly before: readonly string[];
  readonly request: (orderId: string) => string;
  readonly status: string;
  /** What this order keeps from the shelf: held, sold. */
  readonly takes: { readonly reserved: number; readonly sold: number };
  readonly keptMinor: (totalMinor: number) => number;
};

const nothing = { takes: { reserved: 0, sold: 0 }, keptMinor: () => 0 };
const one = { takes: { reserved: 1, sold: 0 }, keptMinor: () => 0 };

/** The steps of an order's life, each with a product of its own: they are asked for at the same time. */
export const STEPS: Readonly<Record<string, Step & { readonly slug: string }>> = {
  place: { slug: "harbour-teapot", before: [], request: () => "", status: "pending", ...one },
  pay: {
    slug: "orchard-jug",
    before: [""],
    request: (id) => `/${id}/pay`,
    status: "paid",
    takes: { reserved: 0, sold: 1 },
    keptMinor: (totalMinor) => totalMinor,
  },
  "extend a hold": {
    slug: "single-stem-vase",
    before: [""],
    request: (id) => `/${id}/extend-hold`,
    status: "pending",
    ...one,
  },
  "cancel what is held": {
    slug: "clearing-lamp",
    before: [""],
    request: (id) => `/${id}/cancel`,
    status: "cancelled",
    ...nothing,
  },
  "cancel what is paid": {
    slug: "halfmoon-globe",
    before: ["", "/pay"],
    request: (id) => `/${id}/cancel`,
    status: "cancelled",
    ...nothing,
  },
};
