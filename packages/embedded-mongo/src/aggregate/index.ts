export { compilePipeline } from "./compile.ts";
export type { AggregateEnv, Flow, Namespace, Output, Pipeline } from "./types.ts";
