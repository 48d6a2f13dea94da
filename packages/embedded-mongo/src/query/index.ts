export { compileFilter } from "./filter.ts";
export { compileProjection, compileProjectStage } from "./projection.ts";
export { compileSort } from "./sort.ts";
export type { Conjunct, Env, Filter, Projection, Sort } from "./types.ts";
