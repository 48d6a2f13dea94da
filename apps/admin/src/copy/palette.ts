/** The words of the command palette. */
export const paletteCopy = {
  name: "Search or jump to",
  placeholder: "SKU, product, order or page",
  finds: "Finds",
  /** Around what was typed. */
  noMatch: { before: "Nothing matches “", after: "”." },
  groups: { skus: "SKUs", orders: "Orders", pages: "Go to" },
  keys: { choose: "choose", open: "open", openBeside: "open beside" },
  /** Views of lists that the palette leads to as if they were pages. */
  views: {
    lowStock: "Low stock",
    outOfStock: "Out of stock",
    heldNow: "Held now",
    ordersToBeSent: "Orders to be sent",
  },
} as const;
