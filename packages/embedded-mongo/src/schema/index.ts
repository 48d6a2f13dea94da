export { compileSchema } from "./compile.ts";
export type { Schema } from "./types.ts";
