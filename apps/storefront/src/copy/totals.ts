/** What a cart or an order comes to. */
export const totalsCopy = {
  goods: "Goods",
  delivery: "Delivery",
  free: "Free",
  /** Prices include the tax. */
  vat: (rate: string) => `of which ${rate} VAT`,
  total: "Total",
} as const;
