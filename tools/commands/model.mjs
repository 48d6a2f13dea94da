import { runScript } from "./run-script.mjs";

await runScript("tools/model/main.ts", { takesFiles: false });
