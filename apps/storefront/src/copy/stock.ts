import { stockLevel } from "@scarlet/domain/catalog";

/** "24 in stock", "Only 3 left", "Out of stock". */
function left(available: number, lowStockAt: number): string {
  const level = stockLevel(available, lowStockAt);
  if (level === "out") return "Out of stock";
  return level === "low" ? `Only ${available} left` : `${available} in stock`;
}

const NO_MORE = "No more are on their way";

/** Beside the large figure of a product's page: what it counts, and below what it means for the buyer. */
function besideFigure(available: number, lowStockAt: number): { counted: string; meaning: string } {
  const level = stockLevel(available, lowStockAt);
  if (level === "out") return { counted: "left. Out of stock", meaning: NO_MORE };
  if (level === "plenty") return { counted: "in stock", meaning: "Dispatched tomorrow from our storeroom" };
  return { counted: available === 1 ? "left, the last one" : "left", meaning: NO_MORE };
}

/** How many can be bought. */
export const stockCopy = {
  counting: "Counting",
  left,
  besideFigure,
  /** Beside a figure that is told as it changes. */
  live: "live",
} as const;
