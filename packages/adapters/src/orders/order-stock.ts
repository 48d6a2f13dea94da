import type { OrderStock } from "@scarlet/domain/orders";
import { createStockStore, type WriteFence } from "../inventory/index.ts";
import type { Mongo } from "../mongo/index.ts";
import { orderRecords } from "./order-record.ts";

/** The stock store whose holds are orders. */
export function createOrderStock(mongo: Mongo, fence: WriteFence): OrderStock {
  return createStockStore(mongo, orderRecords, fence);
}
