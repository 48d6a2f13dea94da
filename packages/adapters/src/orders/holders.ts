import type { HolderView } from "@scarlet/domain/orders";
import { HOLDING } from "../inventory/index.ts";
import { aggregate, type Mongo } from "../mongo/index.ts";

/** How many orders are listed for one holder; hold limits allow an owner fewer. */
const MAX_ORDERS_PER_HOLDER = 30;

type Row = Omit<HolderView, "kind" | "key" | "who" | "orders"> & {
  readonly _id: string;
  readonly email: string | null;
  readonly orders: readonly { readonly id: unknown; readonly number: string }[];
};

/** Who holds most at `now`, by owner and by address. Reads all open holds; their number is bounded by the stock. */
export async function holdersAt(mongo: Mongo, now: Date, limit: number): Promise<HolderView[]> {
  const owners = await grouped(mongo, { field: "ownerKey", now, limit });
  const addresses = await grouped(mongo, { field: "heldFrom", now, limit });
  return [...owners.map((row) => viewOf("owner", row)), ...addresses.map((row) => viewOf("address", row))];
}

function viewOf(kind: HolderView["kind"], row: Row): HolderView {
  const { _id: key, email, holds, pieces, endsAt } = row;
  const who = kind === "address" ? key : (email ?? "Guest");
  const orders = row.orders.map(({ id, number }) => ({ id: String(id), number }));
  return { kind, key, who, holds, pieces, endsAt, orders };
}

function grouped(
  mongo: Mongo,
  {
    field,
    now,
    limit,
  }: { readonly field: "ownerKey" | "heldFrom"; readonly now: Date; readonly limit: number },
) {
  return aggregate<Row>(mongo, "orders", [
    { $match: { status: HOLDING, holdExpiresAt: { $gt: now }, [field]: { $gt: "" } } },
    {
      $group: {
        _id: `$${field}`,
        holds: { $sum: 1 },
        pieces: { $sum: { $sum: "$lines.quantity" } },
        endsAt: { $max: "$holdExpiresAt" },
        email: { $max: "$email" },
        orders: {
          $topN: {
            n: MAX_ORDERS_PER_HOLDER,
            sortBy: { createdAt: -1, _id: -1 },
            output: { id: "$_id", number: "$number" },
          },
        },
      },
    },
    { $sort: { pieces: -1, _id: 1 } },
    { $limit: limit },
  ]);
}
