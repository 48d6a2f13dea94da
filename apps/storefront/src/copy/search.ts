import { counted } from "./plural.ts";

/** The search page. */
export const searchCopy = {
  placeholder: "Lamp, stool, teapot…",
  pageTitle: (asked: string) => `“${asked}”`,
  /** Around what was looked for: "3 things for “lamp”." */
  found: { before: (count: number) => `${counted(count, "thing")} for “`, after: "”. " },
  inStock: (count: number) => `${count} of them ${count === 1 ? "is" : "are"} in stock.`,
  failed: "We could not look just now. The fault is ours. Try again in a moment.",
  /** Around what was looked for. */
  nothingCalled: { before: "Nothing called “", after: "”." },
  lookedAtEveryName: "We looked at every name.",
  /** Around the key. */
  shortcut: { before: "Press ", after: " on any page to search" },
} as const;
