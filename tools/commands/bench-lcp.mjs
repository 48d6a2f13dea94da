import { runScript } from "./run-script.mjs";

await runScript("bench/lcp/main.ts", { takesFiles: false });
