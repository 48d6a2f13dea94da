export type { Between } from "./between.ts";
export { type Hint, parseHint } from "./hint.ts";
export { type IndexPlan, type Plan, planQuery } from "./plan.ts";
