export { compileFilter } from "./filter.ts";
export { compileProjection } from "./projection.ts";
export { compileSort } from "./sort.ts";
export type { Bound, Conjunct, Env, Filter, Projection, Sort } from "./types.ts";
