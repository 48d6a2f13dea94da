import { runScript } from "./run-script.mjs";

await runScript("bench/pages/main.ts", { takesFiles: false });
