import { stockLevel } from "@scarlet/domain/catalog";

const SOLD_OUT = "Out of stock";

/** "24 in stock", "Only 3 left", "Out of stock". */
function left(available: number, lowStockAt: number): string {
  const level = stockLevel(available, lowStockAt);
  if (level === "out") return SOLD_OUT;
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

/** What somebody has done while the page was looked at. A hold is not yet a sale. */
function takenJustNow({
  kind,
  pieces,
}: {
  readonly kind: "sale" | "reserve";
  readonly pieces: number;
}): string {
  if (kind === "sale")
    return pieces === 1 ? "Somebody bought one just now" : `${pieces} were bought just now`;
  return pieces === 1 ? "Somebody put one on hold just now" : `${pieces} were put on hold just now`;
}

/** How many can be bought. */
export const stockCopy = {
  counting: "Counting",
  soldOut: SOLD_OUT,
  left,
  besideFigure,
  takenJustNow,
  /** What was left is reserved, and may come back. */
  lastOnHold: "The last one is on hold for somebody",
  /** Before the time, and before day and time. */
  lastBought: { today: "The last one was bought at ", earlier: "The last one was bought on " },
  isBack: (available: number, lowStockAt: number) => `It is back. ${left(available, lowStockAt)}.`,
  /** Beside a figure that is told as it changes. */
  live: "live",
} as const;
