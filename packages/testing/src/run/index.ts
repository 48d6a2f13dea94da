export { oncePerRun } from "./once-per-run.ts";
