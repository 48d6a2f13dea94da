import type { StockRow } from "@scarlet/domain/inventory";
import type { InventoryParams } from "../search-params.ts";

/** Whether a row with these figures belongs to a view, as the API filters it. */
export function isInView(
  { available, reserved, lowStockAt }: StockRow,
  view: InventoryParams["view"],
): boolean {
  switch (view) {
    case "all":
      return true;
    case "low":
      return available <= lowStockAt;
    case "out":
      return available <= 0;
    case "held":
      return reserved > 0;
  }
}
