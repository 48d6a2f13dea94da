import { stockLevel, stockWords } from "@scarlet/domain/catalog";

/** How many can be bought, in words; undefined is "Counting": not read yet. Never wraps. */
export function StockLine({
  available,
  lowStockAt,
  small = true,
}: {
  readonly available: number | undefined;
  readonly lowStockAt: number;
  readonly small?: boolean;
}) {
  const level = available === undefined ? "unknown" : stockLevel(available, lowStockAt);
  const lit = level === "plenty" || level === "low";
  return (
    <span className={small ? "stock stock-small" : "stock"} data-level={level}>
      <i className={lit ? "dot" : "dot dot-ring"} />
      {available === undefined ? "Counting" : stockWords(available, lowStockAt)}
    </span>
  );
}
