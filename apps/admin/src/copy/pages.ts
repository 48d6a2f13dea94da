/** The names of the admin's pages: as their titles, in the sidebar and in the palette. */
export const pageNames = {
  inventory: "Inventory",
  orders: "Orders",
  holders: "Who holds what",
  cache: "Cache health",
  mail: "Mail outbox",
  issues: "Issues",
  signIn: "Sign in",
} as const;
