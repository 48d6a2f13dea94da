export type { Between } from "./between.ts";
export { type Hint, parseHint } from "./hint.ts";
export { type IndexPlan, type Plan, planQuery, type Stream } from "./plan.ts";
