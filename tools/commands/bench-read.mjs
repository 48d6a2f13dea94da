import { runScript } from "./run-script.mjs";

await runScript("bench/read/main.ts", { takesFiles: false });
