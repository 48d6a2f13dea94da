export type { ServiceContext } from "./context.ts";
export type { Decision, LaneView, StockCommand, StockLane } from "./stock-lane.ts";
