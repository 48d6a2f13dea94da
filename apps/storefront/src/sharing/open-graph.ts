/** What Open Graph says of every page. A page that says more must repeat it: Next replaces, it does not merge. */
export const OPEN_GRAPH_DEFAULTS = { siteName: "Scarlet", type: "website", locale: "en_GB" } as const;
