/** The words that several lists share. */
export const listsCopy = {
  views: "Views",
  newestFirst: "Newest first",
  noMatch: (q: string) => `Nothing matches “${q}” here.`,
  clearSearch: "Clear the search",
  showAll: "Show all",
} as const;
