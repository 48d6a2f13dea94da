import { runScript } from "./run-script.mjs";

await runScript("bench/growth/main.ts", { takesFiles: false });
