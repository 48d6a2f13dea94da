/** A shopper's own orders. */
export const accountCopy = {
  nav: "Account",
  orders: "Orders",
  /** Around the shopper's name. */
  signedInAs: { before: "Signed in as ", after: "." },
  signOut: "Sign out",
  notSignedOut: "Not signed out. Try again",
  olderOrders: "Older orders",
  noOrders: {
    title: "No orders yet.",
    text: "When you buy something, it is listed here from the moment we hold it for you.",
  },
  columns: { order: "Order", things: "Things", state: "State", total: "Total" },
} as const;
