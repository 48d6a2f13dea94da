import type { Db } from "mongodb";

type Pair = { readonly onHand: number; readonly reserved: number };
type Row = Pair & { readonly sku: string; readonly available: number; readonly version: number };
type Movement = {
  readonly sku: string;
  readonly version: number;
  readonly delta: Pair;
  readonly after: Pair;
};
type Held = {
  readonly status: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
};

/**
 * What is wrong with the books in the database: stock below zero, a ledger with gaps or that does not sum to the stock,
 * reserved pieces that no held order explains. Empty when every unit is explained.
 */
export async function findStockFaults(db: Db): Promise<string[]> {
  const [rows, movements, orders] = await Promise.all([
    db.collection<Row>("stock").find().toArray(),
    db.collection<Movement>("stock_movements").find().sort({ sku: 1, version: 1 }).toArray(),
    db.collection<Held>("orders").find({ status: "pending" }).toArray(),
  ]);
  const ledgers = Map.groupBy(movements, (movement) => movement.sku);
  const held = new Map<string, number>();
  for (const { sku, quantity } of orders.flatMap((order) => order.lines))
    held.set(sku, (held.get(sku) ?? 0) + quantity);
  return rows.flatMap((row) => faults(row, ledgers.get(row.sku) ?? [], held.get(row.sku) ?? 0));
}

function faults(row: Row, ledger: readonly Movement[], held: number): string[] {
  const sum = (of: keyof Pair) => ledger.reduce((total, { delta }) => total + delta[of], 0);
  const last = ledger.at(-1)?.after;
  const checks: [boolean, string][] = [
    [row.available === row.onHand - row.reserved, "available is not onHand − reserved"],
    [row.available >= 0 && row.reserved >= 0, `${row.available} available, ${row.reserved} reserved`],
    [sum("onHand") === row.onHand, `the ledger sums to ${sum("onHand")}, on hand is ${row.onHand}`],
    [sum("reserved") === row.reserved, `the ledger reserves ${sum("reserved")}, the stock ${row.reserved}`],
    [last?.onHand === row.onHand && last.reserved === row.reserved, "the last movement ends elsewhere"],
    [held === row.reserved, `orders hold ${held}, the stock reserves ${row.reserved}`],
    [ledger.every(({ version }, place) => version === place + 1), "the ledger's versions have gaps"],
    [row.version === ledger.length, `version ${row.version} after ${ledger.length} movements`],
  ];
  return checks.flatMap(([well, fault]) => (well ? [] : [`${row.sku}: ${fault}`]));
}
