import type { Hold } from "@scarlet/domain/inventory";
import type { NewRecordOf, RecordOf } from "../mongo/index.ts";

/** How the orders that hold stock are written and read. The orders' room knows; this one only moves them. */
export type HoldRecords<H extends Hold> = {
  readonly toRecord: (hold: H) => NewRecordOf<"Order">;
  readonly fromRecord: (record: RecordOf<"Order">) => H;
};
