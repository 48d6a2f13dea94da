import { runScript } from "./run-script.mjs";

await runScript("tools/commands/cache.ts", { takesFiles: false });
