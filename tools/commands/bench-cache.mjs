import { runScript } from "./run-script.mjs";

await runScript("bench/cache/main.ts", { takesFiles: false });
