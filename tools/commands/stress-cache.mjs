import { runScript } from "./run-script.mjs";

await runScript("bench/stress-cache/main.ts", { takesFiles: false });
