import type { MemoryDatabase } from "./database.ts";

/**
 * Which invariants of stock are broken: stock below zero, a ledger that does not sum to the stock, holds that the
 * reserved figure does not explain, a movement without a gapless version. Empty when all is well.
 */
export function checkStockInvariants(db: MemoryDatabase): string[] {
  return [...db.stock.values()].flatMap((row) => {
    const ledger = db.movements.filter((movement) => movement.sku === row.sku);
    const sum = (of: "onHand" | "reserved") => ledger.reduce((total, { delta }) => total + delta[of], 0);
    const held = [...db.orders.values()]
      .filter((order) => order.status === "pending")
      .flatMap((order) => order.lines)
      .filter((line) => line.sku === row.sku)
      .reduce((total, line) => total + line.quantity, 0);
    const checks: [boolean, string][] = [
      [row.available === row.onHand - row.reserved, `available is not onHand − reserved`],
      [row.available >= 0 && row.reserved >= 0, `${row.available} available, ${row.reserved} reserved`],
      [sum("onHand") === row.onHand, `the ledger sums to ${sum("onHand")}, on hand is ${row.onHand}`],
      [sum("reserved") === row.reserved, `the ledger reserves ${sum("reserved")}, the stock ${row.reserved}`],
      [held === row.reserved, `orders hold ${held}, the stock reserves ${row.reserved}`],
      [ledger.every(({ version }, index) => version === index + 1), `its versions have gaps`],
      [row.version === ledger.length, `version ${row.version} after ${ledger.length} movements`],
    ];
    return checks.flatMap(([well, fault]) => (well ? [] : [`${row.sku}: ${fault}`]));
  });
}
