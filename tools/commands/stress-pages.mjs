import { runScript } from "./run-script.mjs";

await runScript("bench/stress-pages/main.ts", { takesFiles: false });
