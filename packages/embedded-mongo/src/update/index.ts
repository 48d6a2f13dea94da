export { compileUpdate } from "./compile.ts";
export type { Update, UpdateEnv, UpdateTarget } from "./types.ts";
