import { runScript } from "./run-script.mjs";

await runScript("bench/live/main.ts", { takesFiles: false });
