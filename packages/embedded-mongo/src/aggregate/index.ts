export { compilePipeline } from "./compile.ts";
export type { AggregateEnv, Flow, Namespace, Output, Pipeline, RunHints } from "./types.ts";
