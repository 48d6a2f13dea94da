import { runScript } from "./run-script.mjs";

await runScript("bench/rest/main.ts", { takesFiles: false });
