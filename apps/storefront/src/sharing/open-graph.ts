import { language } from "../copy/language.ts";
import { siteCopy } from "../copy/site.ts";

/** What Open Graph says of every page. A page that says more must repeat it: Next replaces, it does not merge. */
export const OPEN_GRAPH_DEFAULTS = {
  siteName: siteCopy.name,
  type: "website",
  locale: language.openGraph,
} as const;
