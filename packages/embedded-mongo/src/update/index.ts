export { compileUpdate } from "./compile.ts";
export type { Update } from "./types.ts";
