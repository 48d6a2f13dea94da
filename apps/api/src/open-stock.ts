import { createStockReader } from "@scarlet/adapters/inventory";
import type { Mongo } from "@scarlet/adapters/mongo";
import { createOrderStock } from "@scarlet/adapters/orders";
import type { StockReader } from "@scarlet/domain/inventory";
import type { OrderStock } from "@scarlet/domain/orders";

/** How stock is read and written: whoever writes stock, a server or a command, opens it here and so writes alike. */
export function openStock(mongo: Mongo): { readonly store: OrderStock; readonly reader: StockReader } {
  return { store: createOrderStock(mongo), reader: createStockReader(mongo) };
}
