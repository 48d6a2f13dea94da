export { type Hint, parseHint } from "./hint.ts";
export type { Between } from "./min-max.ts";
export { type IndexPlan, type Plan, planQuery, type Stream } from "./plan.ts";
